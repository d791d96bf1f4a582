import { and, desc, eq, gte, ilike, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditEntry } from '../../shared/audit/audit-entry.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { auditEntries as table } from './tables.ts';

const day = z.iso.datetime({ offset: true });

/** Which entries are looked for. Enumerations and bound values only (S27). */
export const auditQuery = z.object({
  /** A member's id, or those who are none. */
  actor: z.union([z.uuid(), z.enum(['operator', 'system'])]).optional(),
  /** `member.invited`, or all of a kind: `member`. */
  action: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}(\.[a-z0-9_.-]{1,60})?$/)
    .optional(),
  /** From this instant on, and before that one. */
  from: day.optional(),
  to: day.optional(),
  /** Words in names, actions and details. */
  q: z.string().trim().max(100).optional(),
});

export type AuditQuery = z.infer<typeof auditQuery>;
type Row = typeof table.$inferSelect;

/** The next entries before this id, newest first. */
export async function readAuditEntries(
  { orm }: Pick<Database, 'orm'>,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
  query: AuditQuery,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  const rows = await orm
    .select()
    .from(table)
    .where(
      and(eq(table.workspaceId, workspaceId), before ? lt(table.id, before) : undefined, ...matching(query)),
    )
    .orderBy(desc(table.id))
    .limit(limit);
  return rows.map(entryOf);
}

function matching({ actor, action, from, to, q }: AuditQuery): Array<SQL | undefined> {
  return [
    actor && byActor(actor),
    action &&
      (action.includes('.') ? eq(table.action, action) : sql`starts_with(${table.action}, ${`${action}.`})`),
    from ? gte(table.at, new Date(from)) : undefined,
    to ? lt(table.at, new Date(to)) : undefined,
    q ? containing(q) : undefined,
  ].filter((condition): condition is SQL => Boolean(condition));
}

const byActor = (actor: string): SQL | undefined =>
  actor === 'operator' || actor === 'system'
    ? and(isNull(table.actorId), eq(table.actorKind, actor))
    : eq(table.actorId, actor);

function containing(words: string): SQL | undefined {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return or(
    ilike(table.actorName, pattern),
    ilike(table.action, pattern),
    ilike(table.targetLabel, pattern),
    sql`${table.details}::text ilike ${pattern}`,
  );
}

const entryOf = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  action: row.action,
  target: { type: row.targetType, id: row.targetId, label: row.targetLabel },
  details: row.details,
});
