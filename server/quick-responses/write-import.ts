import { sql } from 'drizzle-orm';
import type { Transaction } from '../log/run-append.ts';
import type { Plan, Planned } from './plan-import.ts';
import { quickResponses } from './tables.ts';

const BATCH = 500;

/** In batches, within the caller's transaction: all of it or nothing. */
export async function writeImport(
  tx: Transaction,
  workspaceId: string,
  { created, updated }: Plan,
  change: number,
): Promise<void> {
  for (const rows of batchesOf(created))
    await tx.insert(quickResponses).values(rows.map((row) => ({ ...row, workspaceId, change })));
  // In the order of their ids, as whoever counts uses takes them.
  const inOrder = updated.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const rows of batchesOf(inOrder)) {
    const given = JSON.stringify(rows);
    const fields = sql`jsonb_to_recordset(${given}::jsonb) as g(id uuid, title text, folder text, text text)`;
    await tx.execute(sql`
      select 1 from quick_responses q join ${fields} on g.id = q.id
      where q.workspace_id = ${workspaceId} order by q.id for no key update of q`);
    await tx.execute(sql`
      update quick_responses q set title = g.title, folder = g.folder, text = g.text, change = ${change}
      from ${fields} where q.workspace_id = ${workspaceId} and q.id = g.id`);
  }
}

const batchesOf = (rows: readonly Planned[]): Planned[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) => rows.slice(at * BATCH, (at + 1) * BATCH));
