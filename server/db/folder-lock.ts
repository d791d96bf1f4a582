import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DatabaseError } from './database-error.ts';
import { describeSelf, livenessOf, type Holder } from './lock-holder.ts';

// Node has no flock, so the lock is a file that names its holder. It appears whole or not at all (a hard link), and a
// dead holder's file may only be replaced by whoever holds the lock on replacing just that one (PATH.TOKEN). So of
// ten processes that find a stale lock together one wins, and a kill -9 half-way leaves nothing that needs a hand.

const HEARTBEAT_MS = 1000;
// A holder in another container can't be asked for; its silence for this long is the answer.
const SILENCE_MEANS_DEAD_MS = 6000;
const POLL_MS = 100;
const REPLACED_WITHIN_MS = 2000;
const LOOK_AGAIN_MS = 20;

export interface FolderLock {
  release(): void;
}

export interface LockOptions {
  /** The file was taken away from us (a folder shared between machines, a process frozen for long). */
  onLost?: (() => void) | undefined;
}

/** Throws `folder_locked`, naming the holder, when another process has it. */
export async function lockFolder(
  folder: string,
  file: string,
  options: LockOptions = {},
): Promise<FolderLock> {
  const self = describeSelf(randomUUID());
  const holder = await acquire(file, self);
  if (holder) throw lockedError(folder, holder);
  const beat = setInterval(() => {
    if (read(file)?.token === self.token) return touch(file);
    clearInterval(beat);
    options.onLost?.();
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    release: () => {
      clearInterval(beat);
      if (read(file)?.token === self.token) rmSync(file, { force: true });
    },
  };
}

/** The living process that has it, without asking for it. */
export async function holderOf(file: string): Promise<Holder | undefined> {
  const holder = read(file);
  return holder && (await isAlive(file, holder)) ? holder : undefined;
}

/** Makes `file` ours, or says whose it is. */
async function acquire(file: string, self: Holder): Promise<Holder | undefined> {
  for (;;) {
    if (create(file, self)) return undefined;
    const holder = read(file);
    if (!holder) continue;
    if (await isAlive(file, holder)) return holder;
    const outcome = await replace(file, holder, self);
    if (outcome === 'replaced') return undefined;
    if (outcome !== 'changed') return outcome;
  }
}

async function replace(file: string, dead: Holder, self: Holder): Promise<'replaced' | 'changed' | Holder> {
  const right = `${file}.${dead.token}`;
  const other = await acquire(right, self);
  // Whoever is about to replace it may find it replaced: who has it in the end is told by the file.
  if (other) return (await isReplacedSoon(file, dead)) ? 'changed' : other;
  try {
    if (read(file)?.token !== dead.token) return 'changed';
    const own = writeOwn(file, self);
    renameSync(own, file);
    return 'replaced';
  } finally {
    rmSync(right, { force: true });
  }
}

async function isReplacedSoon(file: string, dead: Holder): Promise<boolean> {
  for (const end = Date.now() + REPLACED_WITHIN_MS; Date.now() < end; await sleep(LOOK_AGAIN_MS))
    if (read(file)?.token !== dead.token) return true;
  return false;
}

async function isAlive(file: string, holder: Holder): Promise<boolean> {
  const seen = livenessOf(holder);
  if (seen !== 'unknown') return seen === 'alive';
  const first = lastBeat(file);
  while (Date.now() - first < SILENCE_MEANS_DEAD_MS) {
    await sleep(POLL_MS);
    if (lastBeat(file) !== first) return read(file)?.token === holder.token;
  }
  return false;
}

function create(file: string, self: Holder): boolean {
  const own = writeOwn(file, self);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function writeOwn(file: string, self: Holder): string {
  const own = `${file}.${process.pid}-${randomUUID()}`;
  writeFileSync(own, JSON.stringify(self), { flag: 'wx' });
  return own;
}

// A file that isn't one of ours whole (a power cut leaves such) has no living holder.
function read(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return (
      parse(text) ?? { token: `unreadable-${statSync(file).ino}`, pid: 0, started: '', boot: '', pids: '' }
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return /^[0-9a-f-]{36}$/.test(value?.token ?? '') ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function lastBeat(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Gone or read-only: the next beat finds out.
  }
}

const lockedError = (folder: string, holder: Holder) =>
  new DatabaseError(
    'folder_locked',
    `The data folder ${folder} is in use by another Bellhop, process ${holder.pid}. Stop that one, or give this one another DATA_DIR; several processes can share a Postgres by DATABASE_URL.`,
  );
