import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Role } from '../../shared/protocol/http.ts';
import type { Invited } from '../../shared/protocol/members.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { user } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { lockMembers } from '../members/lock-members.ts';
import { requireMayGive, requireStill } from '../members/member-rules.ts';
import { members } from '../members/tables.ts';
import { deliverInvitation, type DeliveryServices } from './deliver-invitation.ts';
import { inSevenDays, isPending } from './invitation-rows.ts';
import { newInviteToken } from './invite-token.ts';
import { invitations } from './tables.ts';

/** [S28] How many invitations of one workspace may be neither used nor taken back. */
export const MAX_PENDING_INVITATIONS = 100;

/** Who is invited again gets a new link in place of the old one. */
export async function inviteMember(
  services: DeliveryServices,
  actor: AgentActor,
  input: { email: string; role: Role },
): Promise<Invited> {
  const email = input.email.toLowerCase();
  const { token, hash } = newInviteToken(actor.workspaceId);
  const id = await services.db.orm.transaction(async (tx) => {
    // The lock of the one who acts also makes their invitations come one after the other.
    const { actor: self } = await lockMembers(tx, actor, actor.memberId);
    requireStill(self, 'members.manage');
    requireMayGive(self, input.role);
    await refuseMember(tx, actor.workspaceId, email);
    await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.workspaceId, actor.workspaceId), eq(invitations.email, email), isPending));
    await requireRoom(tx, actor.workspaceId);
    const made = { workspaceId: actor.workspaceId, id: randomUUID(), email, role: input.role };
    await tx
      .insert(invitations)
      .values({ ...made, tokenHash: hash, invitedBy: actor.memberId, expiresAt: inSevenDays });
    await recordAudit(tx, actor, {
      action: 'member.invited',
      target: { type: 'invitation', id: made.id, label: email },
      details: { role: input.role },
    });
    return made.id;
  });
  return deliverInvitation(services, actor, id, token);
}

async function refuseMember(tx: Transaction, workspaceId: string, email: string): Promise<void> {
  const found = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(user, eq(user.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(user.email, email), isNull(members.deactivatedAt)));
  if (found.length > 0)
    throw new BellhopError('conflict', 'Somebody with this address works here already.', { field: 'email' });
}

async function requireRoom(tx: Transaction, workspaceId: string): Promise<void> {
  const pending = await tx.$count(invitations, and(eq(invitations.workspaceId, workspaceId), isPending));
  if (pending >= MAX_PENDING_INVITATIONS)
    throw new BellhopError(
      'conflict',
      `At most ${MAX_PENDING_INVITATIONS} invitations can wait at once. Take some back first.`,
    );
}
