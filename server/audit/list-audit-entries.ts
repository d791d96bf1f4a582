import { sql } from 'drizzle-orm';
import type { AuditFilters, AuditPage } from '../../shared/audit/audit-entry.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { readAuditEntries, type AuditQuery } from './audit-query.ts';

const PAGE = 50;
const MAX_CHOICES = 500;

export async function listAuditEntries(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { before, ...query }: AuditQuery & { before?: string | undefined },
): Promise<AuditPage> {
  const rows = await readAuditEntries(db, actor, query, { before, limit: PAGE + 1 });
  const entries = rows.slice(0, PAGE);
  return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}

/** Whom and what a list can be narrowed to: those who occur. A member goes by the latest name. */
export async function listAuditFilters(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
): Promise<AuditFilters> {
  const actors = await db.orm.execute<{ id: string; name: string }>(sql`
    select distinct on (actor_id) actor_id as id, actor_name as name from audit_entries
    where workspace_id = ${workspaceId} and actor_id is not null
    order by actor_id, id desc limit ${MAX_CHOICES}`);
  const actions = await db.orm.execute<{ action: string }>(sql`
    select distinct action from audit_entries where workspace_id = ${workspaceId}
    order by action limit ${MAX_CHOICES}`);
  return {
    actors: actors.map(({ id, name }) => ({ id, name })),
    actions: actions.map(({ action }) => action),
  };
}
