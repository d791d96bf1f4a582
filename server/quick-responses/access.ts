import { and, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { mayRole } from '../../shared/authority/permissions.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { teamMembers } from '../teams/tables.ts';
import { quickResponses } from './tables.ts';

type Reader = Pick<Database['orm'], 'select'>;
type Owner = Pick<typeof quickResponses.$inferSelect, 'memberId' | 'teamId'>;

/** Whoever manages shared ones sees those of every team, others those of their own teams. */
export const seesEveryTeam = ({ role }: AgentActor): boolean => mayRole(role, 'quick_responses.manage');

/** What a member may use: their own, their teams', the workspace's. Nobody ever sees another's own. */
export const visibleTo = (orm: Reader, actor: AgentActor): SQL | undefined =>
  and(
    eq(quickResponses.workspaceId, actor.workspaceId),
    or(eq(quickResponses.memberId, actor.memberId), ofWorkspace(), ofTeamsOf(orm, actor)),
  );

const ofTeamsOf = (orm: Reader, actor: AgentActor): SQL | undefined =>
  seesEveryTeam(actor)
    ? isNotNull(quickResponses.teamId)
    : inArray(
        quickResponses.teamId,
        orm
          .select({ id: teamMembers.teamId })
          .from(teamMembers)
          .where(
            and(eq(teamMembers.workspaceId, actor.workspaceId), eq(teamMembers.memberId, actor.memberId)),
          ),
      );

const ofWorkspace = () => and(isNull(quickResponses.memberId), isNull(quickResponses.teamId));

export const isShared = (workspaceId: string): SQL | undefined =>
  and(eq(quickResponses.workspaceId, workspaceId), isNull(quickResponses.memberId));

export const isPersonalOf = ({ workspaceId, memberId }: AgentActor): SQL | undefined =>
  and(eq(quickResponses.workspaceId, workspaceId), eq(quickResponses.memberId, memberId));

/** Those that somebody would see beside one of this owner, so that a shortcut means one thing to them. */
export function seenBeside(orm: Reader, actor: AgentActor, { memberId, teamId }: Owner): SQL | undefined {
  if (memberId !== null) return visibleTo(orm, actor);
  const shared = isShared(actor.workspaceId);
  return teamId === null ? shared : and(shared, or(eq(quickResponses.teamId, teamId), ofWorkspace()));
}

export const responseNotFound = () => new BellhopError('not_found', 'There is no such quick response.');
