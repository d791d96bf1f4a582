import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { secretFile } from '../../load-secret.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const MIB = 1024 * 1024;
const FULL_BYTES = 100 * MIB;
const TIGHT_BYTES = 1024 * MIB;
const OTHERS = 0o077;

export async function checkFolder(config: Config): Promise<Finding[]> {
  const { dataDir, databaseUrl } = config;
  const existing = nearest(dataDir);
  try {
    accessSync(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const advice = 'Give it to the user that runs Bellhop (chown), or set DATA_DIR to another folder.';
    return [fail('data folder', `${existing} may not be read and written by this user.`, advice)];
  }
  const place = existing === dataDir ? dataDir : `${dataDir} (the first start makes it)`;
  return [
    ok('data folder', place),
    ...exposures(config, databaseUrl === undefined && existing === dataDir),
    checkSpace(existing, await freeBytes(existing)),
  ];
}

/** The folder, or the one that it will be made in. */
const nearest = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));

const isOpen = (path: string): boolean => existsSync(path) && (statSync(path).mode & OTHERS) !== 0;

function exposures(config: Config, holdsDatabase: boolean): Finding[] {
  const secret = secretFile(config);
  const found: Finding[] = [];
  if (isOpen(secret))
    found.push(fail('permissions', `Other users may read or change ${secret}.`, `Run: chmod 600 ${secret}`));
  if (holdsDatabase && isOpen(config.dataDir))
    found.push(
      warn(
        'permissions',
        `Other users may look into ${config.dataDir}, which holds all messages.`,
        `Run: chmod 700 ${config.dataDir}`,
      ),
    );
  return found;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export function checkSpace(folder: string, free: number): Finding {
  const left = `${Math.floor(free / MIB)} MiB are free for ${folder}`;
  if (free >= TIGHT_BYTES) return ok('disk space', left);
  const advice = 'Make room; a full disk stops the embedded database.';
  return free < FULL_BYTES
    ? fail('disk space', `Only ${left}.`, advice)
    : warn('disk space', `${left}.`, advice);
}
