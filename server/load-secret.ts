import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';

const SECRET_BYTES = 32;

export const secretFile = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'secret');

/** SECRET, or one that is made once and kept beside the data, readable by this user alone. */
export async function loadSecret(config: Config): Promise<string> {
  if (config.secret !== undefined) return config.secret;
  const file = secretFile(config);
  try {
    await mkdir(config.dataDir, { recursive: true });
    // `wx`: of two processes that start at once, one writes and both read what it wrote.
    await writeFile(file, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusable(file, error);
  }
  return readSecret(file);
}

/** The secret that there is; makes none. */
export async function knownSecret(config: Config): Promise<string | undefined> {
  if (config.secret !== undefined) return config.secret;
  return existsSync(secretFile(config)) ? readSecret(secretFile(config)) : undefined;
}

async function readSecret(file: string): Promise<string> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret.length >= SECRET_BYTES) return secret;
  } catch (error) {
    throw unusable(file, error);
  }
  throw new ConfigError([
    `The file ${file} holds no secret. Delete it and start again: everyone signs in anew.`,
  ]);
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const unusable = (file: string, error: unknown) =>
  new ConfigError([
    `SECRET is not set, and ${file} cannot be used to keep one (${String(codeOf(error))}). Set SECRET, or a DATA_DIR that this user may write.`,
  ]);
