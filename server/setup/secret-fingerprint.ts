import { createHmac } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { installation } from './tables.ts';

/** Says whether two secrets are the same one, and nothing else of them. */
export const secretFingerprint = (secret: string): string =>
  createHmac('sha256', secret).update('bellhop installation').digest('hex');

/** Of the secret that this database was set up with; null before the first start. */
export async function readSecretFingerprint({ orm }: Pick<Database, 'orm'>): Promise<string | null> {
  const [row] = await orm.select({ fingerprint: installation.secretFingerprint }).from(installation);
  return row?.fingerprint ?? null;
}
