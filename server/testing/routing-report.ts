import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { checkRouting, type RoutedChat, type RoutedEntry } from './routing-checker.ts';
import type { RoutingSeed } from './routing-seed.ts';

export interface RoutingReport {
  faults: string[];
  decisions: number;
  returned: number;
  passed: number;
  overflowed: number;
  seconds: number;
}

/** What the log tells of a day, and what is wrong in it. */
export async function readRoutingReport(
  { orm }: Database,
  { workspaceId, teamLimits }: RoutingSeed,
  chats: readonly RoutedChat[],
): Promise<Omit<RoutingReport, 'seconds'>> {
  const entries = await orm.execute<RoutedEntry & Record<string, unknown>>(sql`
    select e.conversation_id, e.rev::float8 as rev, e.seq, e.type, e.body, d.judged, d.as_of_rev::float8 as as_of_rev
    from entries e left join routing_decisions d using (workspace_id, conversation_id, seq)
    where e.workspace_id = ${workspaceId} order by e.rev, e.conversation_id, e.seq`);
  const count = (type: string) => entries.filter((entry) => entry.type === type).length;
  return {
    faults: checkRouting(entries, chats, teamLimits),
    decisions: entries.filter(({ judged }) => judged !== null).length,
    returned: count('unassigned'),
    passed: count('offer_passed'),
    overflowed: count('queued'),
  };
}
