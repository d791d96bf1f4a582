import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Transaction } from '../log/run-append.ts';
import type { AgentActor } from '../identity.ts';
import { members } from './tables.ts';

export type MemberRow = typeof members.$inferSelect;

export interface LockedMembers {
  /** The one who acts, as they are now: what the session said may be a moment old. */
  actor: MemberRow;
  target: MemberRow;
  /** Whether the workspace has another active owner than the target. */
  hasOtherOwner: boolean;
}

/**
 * Locks the one who acts, the one it is about and every active owner, in the order of their ids. Two who take away each
 * other's rights come one after the other, and the second finds what the first left.
 */
export async function lockMembers(
  tx: Transaction,
  actor: AgentActor,
  targetId: string,
): Promise<LockedMembers> {
  const { workspaceId, memberId } = actor;
  const activeOwner = and(eq(members.role, 'owner'), isNull(members.deactivatedAt));
  const rows = await tx
    .select()
    .from(members)
    .where(
      and(eq(members.workspaceId, workspaceId), or(inArray(members.id, [memberId, targetId]), activeOwner)),
    )
    .orderBy(asc(members.id))
    // Not `for update`: the log writer's foreign keys would wait for it, and it for the workspace that they hold.
    .for('no key update');
  const target = rows.find(({ id }) => id === targetId);
  const self = rows.find(({ id }) => id === memberId);
  if (!self || self.deactivatedAt !== null) throw memberNotFound();
  if (!target) throw memberNotFound();
  const hasOtherOwner = rows.some(
    ({ id, role, deactivatedAt }) => id !== targetId && role === 'owner' && deactivatedAt === null,
  );
  return { actor: self, target, hasOtherOwner };
}

export const memberNotFound = () => new BellhopError('not_found', 'There is no such member.');
