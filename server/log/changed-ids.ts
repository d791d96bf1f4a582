import { sql, type SQL } from 'drizzle-orm';

/** The conversations of a workspace that changed after a position (and up to another), with an entry or without. */
export function changedIds(workspaceId: string, after: number, upto?: number): SQL {
  const within = (rev: SQL) =>
    upto === undefined ? sql`${rev} > ${after}` : sql`${rev} > ${after} and ${rev} <= ${upto}`;
  return sql`
    select x.conversation_id from entries x where x.workspace_id = ${workspaceId} and ${within(sql`x.rev`)}
    union
    select m.conversation_id from conversation_marks m where m.workspace_id = ${workspaceId} and ${within(sql`m.rev`)}`;
}
