import { and, eq, isNull, ne } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { session, twoFactor, user, verification } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockMembers } from './lock-members.ts';
import { requireMayGive, requireStill } from './member-rules.ts';
import { members } from './tables.ts';

type Given = Pick<Services, 'db' | 'bus'>;

/** For a colleague who lost their phone and the recovery codes. Whoever sat on their sessions is out as well. */
export async function resetSecondFactor(
  { db, bus }: Given,
  actor: AgentActor,
  { member_id }: { member_id: string },
): Promise<void> {
  if (member_id === actor.memberId)
    throw new BellhopError('conflict', 'Your own second factor needs your password: see your account.');
  const ended = await db.orm.transaction(async (tx) => {
    const { actor: self, target } = await lockMembers(tx, actor, member_id);
    requireStill(self, 'members.manage');
    requireMayGive(self, target.role);
    const { userId } = target;
    // [S2] The factor guards other workspaces too, whose admins were not asked.
    const elsewhere = and(
      eq(members.userId, userId),
      ne(members.workspaceId, actor.workspaceId),
      isNull(members.deactivatedAt),
    );
    if ((await tx.$count(members, elsewhere)) > 0)
      throw new BellhopError(
        'conflict',
        'This account is not of this workspace alone. Whoever runs the server can reset it.',
      );
    await tx.delete(twoFactor).where(eq(twoFactor.userId, userId));
    // Devices that were trusted to go without a code; a reset link for the password goes with them.
    await tx.delete(verification).where(eq(verification.value, userId));
    await tx.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId));
    const gone = await tx.delete(session).where(eq(session.userId, userId)).returning({ id: session.id });
    await recordAudit(tx, actor, {
      action: 'member.second_factor_reset',
      target: { type: 'member', id: target.id, label: target.name },
    });
    return gone.map(({ id }) => id);
  });
  for (const id of ended) bus.publish({ kind: 'revoked', scope: 'session', id });
}
