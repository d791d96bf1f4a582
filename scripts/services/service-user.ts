import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';

export interface ServiceUser {
  /** What child_process takes to run as this user. */
  spawn: { uid?: number; gid?: number };
  /** Gives a folder to this user. */
  own(folder: string): void;
}

/** The user to run a database server as: ourselves, or an unprivileged one where we are root. */
export function serviceUser(): ServiceUser {
  if (process.getuid?.() !== 0) return { spawn: {}, own: () => undefined };
  const uid = idOf('-u');
  const gid = idOf('-g');
  return { spawn: { uid, gid }, own: (folder) => chownSync(folder, uid, gid) };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
}
