import { sql } from 'drizzle-orm';
import type { WorkspaceChange } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { isVisitorVisible } from './append-batch.ts';
import { CONVERSATION_JSON, ENTRY_JSON } from './append-statement.ts';
import { changedIds } from './changed-ids.ts';

export interface RevChanges {
  rev: number;
  changes: WorkspaceChange[];
}

interface ChangedRow {
  conversation: Conversation;
  entries: { rev: number; entry: Entry }[] | null;
}

/**
 * What changed after one position up to another, for a node that missed it: every `rev` in between, in order, with the
 * entries it wrote. A conversation stands as it is now, so one that changed again later is told of again later; a `rev`
 * whose conversation has moved on without entries is told of as empty.
 */
export async function readChanges(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  after: number,
  upto: number,
): Promise<RevChanges[]> {
  const rows = await orm.execute<ChangedRow & Record<string, unknown>>(sql`
    with written as (
      select e.conversation_id,
        json_agg(json_build_object('rev', e.rev, 'entry', ${sql.raw(ENTRY_JSON)}) order by e.seq) as entries
      from entries e
      where e.workspace_id = ${workspaceId} and e.rev > ${after} and e.rev <= ${upto}
      group by e.conversation_id
    )
    select ${sql.raw(CONVERSATION_JSON)} as conversation, written.entries
    from conversations c
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    left join written on written.conversation_id = c.id
    where c.workspace_id = ${workspaceId} and c.id in (${changedIds(workspaceId, after, upto)}) and c.number is not null`);
  return arrange(rows, after, upto);
}

function arrange(rows: readonly ChangedRow[], after: number, upto: number): RevChanges[] {
  const revs = Array.from({ length: upto - after }, (_, index): RevChanges => ({
    rev: after + 1 + index,
    changes: [],
  }));
  for (const { conversation, entries } of rows) {
    const byRev = new Map<number, Entry[]>();
    for (const { rev, entry } of entries ?? []) {
      const list = byRev.get(rev);
      if (list) list.push(entry);
      else byRev.set(rev, [entry]);
    }
    if (conversation.rev <= upto && !byRev.has(conversation.rev)) byRev.set(conversation.rev, []);
    for (const [rev, written] of byRev) {
      revs[rev - after - 1]!.changes.push({
        conversation,
        entries: written,
        visitorVisible: isVisitorVisible(written),
      });
    }
  }
  return revs;
}
