import { and, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockMembers, memberNotFound } from './lock-members.ts';
import { requireStill } from './member-rules.ts';
import { members } from './tables.ts';

/** An owner hands over: the other becomes an owner, the one who gives becomes an admin. In one transaction. */
export async function transferOwnership(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { member_id }: { member_id: string },
): Promise<void> {
  if (member_id === actor.memberId)
    throw new BellhopError('bad_request', 'Choose somebody else: you are an owner already.', {
      field: 'member_id',
    });
  await db.orm.transaction(async (tx) => {
    const { actor: self, target } = await lockMembers(tx, actor, member_id);
    requireStill(self, 'workspace.own');
    if (target.deactivatedAt !== null) throw memberNotFound();
    const give = (id: string, role: 'owner' | 'admin') =>
      tx
        .update(members)
        .set({ role })
        .where(and(eq(members.workspaceId, actor.workspaceId), eq(members.id, id)));
    await give(target.id, 'owner');
    await give(self.id, 'admin');
    for (const [member, to] of [
      [target, 'owner'],
      [self, 'admin'],
    ] as const) {
      await recordAudit(tx, actor, {
        action: to === 'owner' ? 'ownership.received' : 'ownership.given',
        target: { type: 'member', id: member.id, label: member.name },
        details: { from: member.role, to },
      });
    }
  });
}
