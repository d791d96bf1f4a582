import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../db/open-database.ts';
import { retiredSiteKeys, sites } from './tables.ts';

export interface Site {
  workspaceId: string;
  id: string;
  key: string;
  allowedOrigins: readonly string[];
  /** The fallback first. */
  languages: readonly string[];
  /** In the shape of their time, see `liftSettings`. */
  settings: unknown;
}

const KEY_SHAPE = /^[A-Za-z0-9_-]{1,64}$/;

const FOUND = {
  workspaceId: sites.workspaceId,
  id: sites.id,
  key: sites.key,
  allowedOrigins: sites.allowedOrigins,
  languages: sites.languages,
  settings: sites.settings,
};

/** By its key, or by one that was rotated away a short time ago. An archived site is as unknown as any. */
export async function findSiteByKey(db: Database, key: string): Promise<Site | null> {
  if (!KEY_SHAPE.test(key)) return null;
  const [row] = await db.orm
    .select(FOUND)
    .from(sites)
    .where(and(eq(sites.key, key), isNull(sites.archivedAt)))
    .limit(1);
  return row ?? findByRetiredKey(db, key);
}

async function findByRetiredKey(db: Database, key: string): Promise<Site | null> {
  const [row] = await db.orm
    .select(FOUND)
    .from(retiredSiteKeys)
    .innerJoin(
      sites,
      and(eq(sites.workspaceId, retiredSiteKeys.workspaceId), eq(sites.id, retiredSiteKeys.siteId)),
    )
    .where(
      and(eq(retiredSiteKeys.key, key), gt(retiredSiteKeys.validUntil, sql`now()`), isNull(sites.archivedAt)),
    )
    .limit(1);
  return row ?? null;
}
