import { createHash, randomBytes } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { installation } from './tables.ts';

const TOKEN_BYTES = 32;

export const hashSetupToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new one-time link, in place of any before it; null when there is an owner. Only its hash is kept. */
export async function newSetupLink(db: Database, config: Pick<Config, 'publicUrl'>): Promise<string | null> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const changed = await db.orm
    .update(installation)
    .set({ setupTokenHash: hashSetupToken(token) })
    .where(isNull(installation.setupClosedAt))
    .returning({ id: installation.id });
  // In the fragment, so that no log on the way sees it.
  return changed.length > 0 ? `${config.publicUrl}/console/#/setup/${token}` : null;
}

export async function isSetupOpen(db: Database): Promise<boolean> {
  const open = await db.orm
    .select({ id: installation.id })
    .from(installation)
    .where(isNull(installation.setupClosedAt));
  return open.length > 0;
}
