import { asc, eq, sql } from 'drizzle-orm';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { findRetiredKeys, findSite, type RetiredKey, type SiteRow } from './access.ts';
import { sites } from './tables.ts';

/** Archived ones pile up; nobody pages through hundreds of them. */
const MAX_LISTED = 500;

export interface SitesWithKeys {
  rows: SiteRow[];
  retired: RetiredKey[];
}

/** Live ones first, by name. */
export async function listSites({ db }: Pick<Services, 'db'>, actor: AgentActor): Promise<SitesWithKeys> {
  const rows = await db.orm
    .select()
    .from(sites)
    .where(eq(sites.workspaceId, actor.workspaceId))
    .orderBy(sql`${sites.archivedAt} desc nulls first`, asc(sql`lower(${sites.name})`), asc(sites.id))
    .limit(MAX_LISTED);
  return { rows, retired: await findRetiredKeys(db.orm, actor) };
}

export async function readSite(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  id: string,
): Promise<{ row: SiteRow; retired: RetiredKey[] }> {
  const row = await findSite(db.orm, actor, id);
  return { row, retired: await findRetiredKeys(db.orm, actor, id) };
}
