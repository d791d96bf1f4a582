import { and, eq } from 'drizzle-orm';
import type { Role } from '../../shared/protocol/http.ts';
import { mayRole } from '../../shared/authority/permissions.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import { revokeInvitationsOf } from '../invitations/revoke-invitations-of.ts';
import type { Services } from '../services.ts';
import { lockMembers } from './lock-members.ts';
import { requireMayGive, requireOwnerLeft, requireStill } from './member-rules.ts';
import { members } from './tables.ts';

/** [S6] Their sockets say hello again within seconds, with the new role: see realtime/rights-check.ts. */
export async function changeRole(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { member_id, role }: { member_id: string; role: Role },
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const locked = await lockMembers(tx, actor, member_id);
    const { target } = locked;
    requireStill(locked.actor, 'members.manage');
    requireMayGive(locked.actor, target.role, role);
    if (target.role === role) return;
    if (role !== 'owner') requireOwnerLeft(locked);
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.workspaceId, actor.workspaceId), eq(members.id, member_id)));
    if (!mayRole(role, 'members.manage')) await revokeInvitationsOf(tx, actor.workspaceId, member_id);
    await recordAudit(tx, actor, {
      action: 'member.role_changed',
      target: { type: 'member', id: target.id, label: target.name },
      details: { from: target.role, to: role },
    });
  });
}
