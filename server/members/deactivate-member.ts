import { and, eq, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { session } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import { revokeInvitationsOf } from '../invitations/revoke-invitations-of.ts';
import type { Transaction } from '../log/run-append.ts';
import { passOverdueOffers } from '../routing/pass-offer.ts';
import type { Services } from '../services.ts';
import { lockMembers, type MemberRow } from './lock-members.ts';
import { requireMayGive, requireOwnerLeft, requireStill } from './member-rules.ts';
import { releaseConversations } from './release-conversations.ts';
import { members } from './tables.ts';

/** Ends a member's rights here: sockets within seconds, conversations back to the queue, the log's authors stay. */
export async function deactivateMember(
  services: Services,
  actor: AgentActor,
  { member_id }: { member_id: string },
): Promise<void> {
  if (member_id === actor.memberId)
    throw new BellhopError('conflict', 'You cannot deactivate yourself. Leave the workspace instead.');
  const ended = await services.db.orm.transaction(async (tx) => {
    const locked = await lockMembers(tx, actor, member_id);
    requireStill(locked.actor, 'members.manage');
    requireMayGive(locked.actor, locked.target.role);
    requireOwnerLeft(locked);
    return endMembership(tx, actor, locked.target, 'member.deactivated');
  });
  await afterEnd(services, member_id, ended);
}

/** The same by the member's own will. */
export async function leaveWorkspace(services: Services, actor: AgentActor): Promise<void> {
  const ended = await services.db.orm.transaction(async (tx) => {
    const locked = await lockMembers(tx, actor, actor.memberId);
    requireOwnerLeft(locked);
    return endMembership(tx, actor, locked.target, 'member.left');
  });
  await afterEnd(services, actor.memberId, ended);
}

/** Ids of the sessions that ended with it: all of the person's, when this was their last workspace. */
async function endMembership(
  tx: Transaction,
  actor: AgentActor,
  { id, name, role, userId, workspaceId, deactivatedAt }: MemberRow,
  action: 'member.deactivated' | 'member.left',
): Promise<string[]> {
  if (deactivatedAt !== null) return [];
  await tx
    .update(members)
    .set({ deactivatedAt: sql`now()` })
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)));
  await revokeInvitationsOf(tx, workspaceId, id);
  await recordAudit(tx, actor, { action, target: { type: 'member', id, label: name }, details: { role } });
  const elsewhere = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)))
    .limit(1);
  if (elsewhere.length > 0 || action === 'member.left') return [];
  const gone = await tx.delete(session).where(eq(session.userId, userId)).returning({ id: session.id });
  return gone.map((one) => one.id);
}

async function afterEnd(services: Services, memberId: string, sessions: readonly string[]): Promise<void> {
  services.bus.publish({ kind: 'revoked', scope: 'member', id: memberId });
  for (const id of sessions) services.bus.publish({ kind: 'revoked', scope: 'session', id });
  await passOverdueOffers(services);
  await releaseConversations(services);
}
