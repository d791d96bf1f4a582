import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { AppendJob } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import { visitorNotFound } from './select-visitors.ts';
import { visitors } from './tables.ts';

export type VisitorRow = typeof visitors.$inferSelect;

/**
 * Locks visitors in the order of their ids, against each other's changes and against conversations that begin: whoever
 * begins one holds the visitor's key. Conversations are locked after this, the workspace last, as the log writer does.
 */
export async function lockVisitors(
  tx: Transaction,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, VisitorRow>> {
  const rows = await tx
    .select()
    .from(visitors)
    .where(and(eq(visitors.workspaceId, workspaceId), inArray(visitors.id, [...ids])))
    .orderBy(asc(visitors.id))
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

/** One visitor, locked; another's and one who became somebody else are not there. */
export async function lockVisitor(tx: Transaction, workspaceId: string, id: string): Promise<VisitorRow> {
  const row = (await lockVisitors(tx, workspaceId, [id])).get(id);
  if (!row || row.mergedInto !== null) throw visitorNotFound();
  return row;
}

/** One visitor and, before them, everybody who was merged into them: a duplicate's socket may still be open somewhere. */
export async function lockWithDuplicates(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<VisitorRow> {
  await tx.execute(sql`
    select v.id from visitors v
    where v.workspace_id = ${workspaceId} and v.merged_into = ${id}
    order by v.id for update of v`);
  return lockVisitor(tx, workspaceId, id);
}

export interface LockedConversation {
  id: string;
  status: string;
}

/** The visitor's conversations, locked in the log writer's order. */
export async function lockConversationsOf(
  tx: Transaction,
  workspaceId: string,
  visitorId: string,
): Promise<LockedConversation[]> {
  const rows = await tx.execute<{ id: string; status: string }>(sql`
    select c.id, c.status from conversations c
    where c.workspace_id = ${workspaceId} and c.visitor_id = ${visitorId}
    order by c.id for no key update of c`);
  return [...rows];
}

/** Tells consoles, and what nodes remember, that a conversation's row shows something else now. */
export const shownAnew = (workspaceId: string, conversationId: string): AppendJob => ({
  workspace_id: workspaceId,
  conversation_id: conversationId,
  entries: [],
  patch: {},
});

/** [S33] In the audit log a visitor is a part of their random id: no name, no address. */
export const visitorTarget = (id: string): AuditRecord['target'] => ({
  type: 'visitor',
  id,
  label: `Visitor ${id.slice(0, 8)}`,
});
