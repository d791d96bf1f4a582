import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockMembers } from './lock-members.ts';
import { requireRoomForMember } from './max-members.ts';
import { requireMayGive, requireStill } from './member-rules.ts';
import { members } from './tables.ts';

/** Back with the role they had. */
export async function reactivateMember(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { member_id }: { member_id: string },
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const { actor: self, target } = await lockMembers(tx, actor, member_id);
    requireStill(self, 'members.manage');
    requireMayGive(self, target.role);
    if (target.deactivatedAt === null) return;
    await requireRoomForMember(tx, actor.workspaceId);
    await tx
      .update(members)
      .set({ deactivatedAt: null })
      .where(and(eq(members.workspaceId, actor.workspaceId), eq(members.id, member_id)));
    await recordAudit(tx, actor, {
      action: 'member.reactivated',
      target: { type: 'member', id: target.id, label: target.name },
      details: { role: target.role },
    });
  });
}
