import { and, desc, eq, sql } from 'drizzle-orm';
import type { Invitation, Invited } from '../../shared/protocol/members.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { lockMembers } from '../members/lock-members.ts';
import { requireMayGive, requireStill } from '../members/member-rules.ts';
import type { Services } from '../services.ts';
import { deliverInvitation, type DeliveryServices } from './deliver-invitation.ts';
import {
  inSevenDays,
  invitationNotFound,
  isPending,
  selectInvitations,
  toInvitation,
} from './invitation-rows.ts';
import { newInviteToken } from './invite-token.ts';
import { invitations } from './tables.ts';

/** Those that were neither used nor taken back, the newest first. */
export async function listInvitations(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
): Promise<Invitation[]> {
  const rows = await selectInvitations(db.orm)
    .where(and(eq(invitations.workspaceId, workspaceId), isPending))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
  return rows.map(toInvitation);
}

/** A new link, alive for the whole time again; the old one ends. */
export async function resendInvitation(
  services: DeliveryServices,
  actor: AgentActor,
  { invitation_id }: { invitation_id: string },
): Promise<Invited> {
  const { token, hash } = newInviteToken(actor.workspaceId);
  await services.db.orm.transaction(async (tx) => {
    await change(tx, actor, invitation_id, 'invitation.resent', { tokenHash: hash, expiresAt: inSevenDays });
  });
  return deliverInvitation(services, actor, invitation_id, token);
}

export const revokeInvitation = (
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { invitation_id }: { invitation_id: string },
): Promise<void> =>
  db.orm.transaction((tx) =>
    change(tx, actor, invitation_id, 'invitation.revoked', { revokedAt: sql`now()` }),
  );

type Change = Parameters<ReturnType<Transaction['update']>['set']>[0];

async function change(
  tx: Transaction,
  actor: AgentActor,
  id: string,
  action: 'invitation.resent' | 'invitation.revoked',
  set: Change,
): Promise<void> {
  const { actor: self } = await lockMembers(tx, actor, actor.memberId);
  requireStill(self, 'members.manage');
  const [row] = await tx
    .update(invitations)
    .set(set)
    .where(and(eq(invitations.workspaceId, actor.workspaceId), eq(invitations.id, id), isPending))
    .returning({ email: invitations.email, role: invitations.role });
  if (!row) throw invitationNotFound();
  requireMayGive(self, row.role);
  await recordAudit(tx, actor, {
    action,
    target: { type: 'invitation', id, label: row.email },
    details: { role: row.role },
  });
}
