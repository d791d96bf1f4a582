import { sql } from 'drizzle-orm';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { changedIds } from '../log/changed-ids.ts';

/** [R5] How many conversations changed after a position; counts no further than `most`. */
export async function countChangedSince(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  after: number,
  most: number,
): Promise<number> {
  const [row] = await db.orm.execute<{ count: number }>(sql`
    select count(*)::int as count
    from (${changedIds(actor.workspaceId, after)} limit ${most}) changed`);
  return row?.count ?? 0;
}
