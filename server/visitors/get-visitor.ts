import { sql } from 'drizzle-orm';
import type { VisitorDetails } from '../../shared/protocol/visitors.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { selectVisitors, visitorNotFound } from './select-visitors.ts';

export interface VisitorInput {
  visitor_id: string;
}

/** One visitor; whoever was merged is found as who they have become. */
export async function getVisitor(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
  { visitor_id }: VisitorInput,
): Promise<VisitorDetails> {
  const id = await survivorOf(db, workspaceId, visitor_id);
  const where = sql`v.workspace_id = ${workspaceId} and v.id = ${id}`;
  const [visitor] = await selectVisitors(db, where);
  if (!visitor) throw visitorNotFound();
  const { exact: _exact, ...details } = visitor;
  return details;
}

/** The visitor's id, or that of the one they were merged into. */
export async function survivorOf(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  visitorId: string,
): Promise<string> {
  const [row] = await orm.execute<{ id: string }>(sql`
    select coalesce(merged_into, id) as id from visitors where workspace_id = ${workspaceId} and id = ${visitorId}`);
  if (!row) throw visitorNotFound();
  return row.id;
}
