import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { MAX_PERSONAL_QUICK_RESPONSES, MAX_QUICK_RESPONSES } from '../../shared/protocol/quick-responses.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { lockMembers } from '../members/lock-members.ts';
import { requireStill } from '../members/member-rules.ts';
import { teams } from '../teams/tables.ts';
import { isPersonalOf } from './access.ts';
import { quickResponseChanges, quickResponses } from './tables.ts';

/** Changes to a workspace's quick responses come one after the other. Answers the number of this one. */
export async function beginPersonal(tx: Transaction, { workspaceId }: AgentActor): Promise<number> {
  const [row] = await tx
    .insert(quickResponseChanges)
    .values({ workspaceId, last: 1 })
    .onConflictDoUpdate({
      target: quickResponseChanges.workspaceId,
      set: { last: sql`${quickResponseChanges.last} + 1` },
    })
    .returning({ last: quickResponseChanges.last });
  return row!.last;
}

/** The same for one who must still be allowed to change what others see. */
export async function beginShared(tx: Transaction, actor: AgentActor): Promise<number> {
  const { actor: self } = await lockMembers(tx, actor, actor.memberId);
  requireStill(self, 'quick_responses.manage');
  return beginPersonal(tx, actor);
}

export interface TeamName {
  id: string;
  name: string;
}

/** Held until the end: whoever deletes a team waits, or was first and it is not here. */
export const holdTeams = (
  tx: Transaction,
  workspaceId: string,
  ids?: readonly string[],
): Promise<TeamName[]> =>
  tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), ids && inArray(teams.id, [...ids])))
    .orderBy(asc(teams.id))
    .for('key share');

/** [S28] Throws when so many more would be too many. */
export async function requireRoom(
  tx: Transaction,
  actor: AgentActor,
  isPersonal: boolean,
  more: number,
): Promise<void> {
  if (more === 0) return;
  const count = (where: SQL | undefined) => tx.$count(quickResponses, where);
  const all = await count(eq(quickResponses.workspaceId, actor.workspaceId));
  if (all + more > MAX_QUICK_RESPONSES) throw full('A workspace', MAX_QUICK_RESPONSES);
  if (isPersonal && (await count(isPersonalOf(actor))) + more > MAX_PERSONAL_QUICK_RESPONSES)
    throw full('A member', MAX_PERSONAL_QUICK_RESPONSES);
}

const full = (whose: string, most: number) =>
  new BellhopError(
    'conflict',
    `${whose} has at most ${most.toLocaleString('en')} quick responses. Delete some first.`,
  );
