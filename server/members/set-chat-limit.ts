import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockMembers } from './lock-members.ts';
import { requireStill } from './member-rules.ts';
import { members } from './tables.ts';

export async function setChatLimit(
  { db, bus }: Pick<Services, 'db' | 'bus'>,
  actor: AgentActor,
  { member_id, chat_limit }: { member_id: string; chat_limit: number | null },
): Promise<void> {
  const { workspaceId } = actor;
  const changed = await db.orm.transaction(async (tx) => {
    const { actor: self, target } = await lockMembers(tx, actor, member_id);
    requireStill(self, 'members.manage');
    if (target.chatLimit === chat_limit) return false;
    await tx
      .update(members)
      .set({ chatLimit: chat_limit })
      .where(and(eq(members.workspaceId, workspaceId), eq(members.id, member_id)));
    await recordAudit(tx, actor, {
      action: 'member.limit_changed',
      target: { type: 'member', id: target.id, label: target.name },
      details: { from: target.chatLimit, to: chat_limit },
    });
    return true;
  });
  // Who was full may have room now.
  if (changed) bus.publish({ kind: 'availability', workspaceId, memberId: member_id });
}
