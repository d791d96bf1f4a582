import { sql } from 'drizzle-orm';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { reachableBy } from './access.ts';

/** [R5] How many conversations changed after a position; counts no further than `most`. */
export async function countChangedSince(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  after: number,
  most: number,
): Promise<number> {
  const [row] = await db.orm.execute<{ count: number }>(sql`
    select count(*)::int as count
    from (select 1 from conversations c where ${reachableBy(actor)} and c.rev > ${after} limit ${most}) changed`);
  return row?.count ?? 0;
}
