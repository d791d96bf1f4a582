import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, DatabaseError, messageOf } from './database-error.ts';

/** What PGlite is, and so what the folder must hold. */
export const PGLITE_MAJOR_VERSION = '18';

export interface PgliteFolder {
  /** The data folder as the operator named it. */
  root: string;
  lockFile: string;
  /** Holds a whole database, or doesn't exist. */
  current: string;
  /** Where a database is made; renamed to `current` when it is whole, so what is here is never of use. */
  unfinished: string;
}

export function makeRoot(root: string): PgliteFolder {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusable(root, error);
  }
  return {
    root,
    lockFile: join(root, 'bellhop.lock'),
    current: join(root, 'db'),
    unfinished: join(root, 'db.new'),
  };
}

/** True when there is a database to open, false when one must be made. Call it with the lock held. */
export function hasDatabase(folder: PgliteFolder): boolean {
  rmSync(folder.unfinished, { recursive: true, force: true });
  if (!existsSync(folder.current)) return false;
  if (readdirSync(folder.current).length === 0) {
    rmdirSync(folder.current);
    return false;
  }
  refuseUnknown(folder.current);
  return true;
}

function refuseUnknown(current: string): void {
  const version = readVersion(current);
  if (version === undefined || !existsSync(join(current, 'global', 'pg_control'))) {
    throw new DatabaseError(
      'folder_unknown',
      `${current} holds something, but no whole database. Bellhop never leaves it so; restore it from a backup, or move it away to start with an empty one.`,
    );
  }
  if (version === PGLITE_MAJOR_VERSION) return;
  throw new DatabaseError(
    'version_unsupported',
    `${current} was made by Postgres ${version}, and this Bellhop embeds Postgres ${PGLITE_MAJOR_VERSION}. Start the version of Bellhop that made it and move the data from there, or move the folder away to start with an empty one.`,
  );
}

function readVersion(current: string): string | undefined {
  try {
    return readFileSync(join(current, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file, not a folder',
  ENOSPC: 'the disk is full',
};

export function unusable(root: string, error: unknown): DatabaseError {
  const code = codeOf(error) ?? '';
  const why = REASONS[code] ?? messageOf(error);
  const message = `The data folder ${root} cannot be used: ${why}. Mend that, or set DATA_DIR to another folder.`;
  return new DatabaseError(code === 'ENOSPC' ? 'disk_full' : 'folder_unusable', message, error);
}
