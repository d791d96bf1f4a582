import { readFileSync, readlinkSync } from 'node:fs';
import { codeOf } from './database-error.ts';

/** Who holds a lock. A pid alone says little: pids are reused, and in containers it is always 1. */
export interface Holder {
  token: string;
  pid: number;
  /** When the process started, in the kernel's ticks since boot; empty where there is no /proc. */
  started: string;
  /** Which boot of which machine. */
  boot: string;
  /** Which pid namespace: a container sees only its own processes. */
  pids: string;
}

export function describeSelf(token: string): Holder {
  return {
    token,
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    boot: readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pids: readOr('', () => readlinkSync('/proc/self/ns/pid')),
  };
}

export function livenessOf(holder: Holder): 'alive' | 'dead' | 'unknown' {
  if (holder.pid <= 0) return 'dead';
  const self = describeSelf('');
  if (holder.boot !== self.boot || holder.pids !== self.pids) return 'unknown';
  if (holder.started) return startOf(holder.pid) === holder.started ? 'alive' : 'dead';
  // Without /proc a pid that exists may be anyone's by now: only the heartbeat can tell.
  return pidExists(holder.pid) ? 'unknown' : 'dead';
}

// The name in parentheses may hold spaces and parentheses; the start time is field 22, the 20th after it. A zombie
// has let go of its files.
function startOf(pid: number): string | undefined {
  const fields = readOr('', () => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .replace(/^.*\)\s*/s, '')
    .split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readOr(otherwise: string, read: () => string): string {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
