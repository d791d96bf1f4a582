import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { AvailabilityRequest } from '../../shared/protocol/routing.ts';
import { mayRole } from '../../shared/authority/permissions.ts';
import { BellhopError } from '../../shared/errors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import { memberNotFound } from '../members/lock-members.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { availabilityChanges } from './tables.ts';

/**
 * [Q9] What an agent says of themselves, or an admin of a colleague. Being away by itself never takes the place of what
 * somebody chose.
 */
export async function setAvailability(
  { db, bus }: Pick<Services, 'db' | 'bus'>,
  actor: AgentActor,
  { member_id, availability, accepts_chats, reason, by_itself }: AvailabilityRequest & { member_id: string },
): Promise<void> {
  const isOwn = member_id === actor.memberId;
  if (!isOwn && !mayRole(actor.role, 'conversations.supervise'))
    throw new BellhopError('forbidden', 'Only admins set the availability of a colleague.');
  const { workspaceId } = actor;
  const changed = await db.orm.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(members)
      .where(
        and(eq(members.workspaceId, workspaceId), eq(members.id, member_id), isNull(members.deactivatedAt)),
      )
      .for('no key update');
    if (!row) throw memberNotFound();
    if (by_itself && row.availability !== 'online') return false;
    const isSame =
      row.availability === availability &&
      row.acceptsChats === accepts_chats &&
      row.availabilityReason === reason;
    if (isSame && row.awayByItself === by_itself) return false;
    // Under the lock: `now()` is when the transaction began, which may be before one that it waited for.
    const at = sql`clock_timestamp()`;
    const next = { availability, acceptsChats: accepts_chats };
    await tx
      .update(members)
      .set({ ...next, availabilityReason: reason, awayByItself: by_itself, availabilitySince: at })
      .where(and(eq(members.workspaceId, workspaceId), eq(members.id, member_id)));
    await tx.insert(availabilityChanges).values({
      ...{ ...next, workspaceId, memberId: member_id, id: randomUUID(), at, reason, byItself: by_itself },
      setBy: isOwn ? null : actor.memberId,
    });
    if (!isOwn)
      await recordAudit(tx, actor, {
        action: 'member.availability_set',
        target: { type: 'member', id: member_id, label: row.name },
        details: { availability, accepts_chats, reason },
      });
    return true;
  });
  if (changed) bus.publish({ kind: 'availability', workspaceId, memberId: member_id });
}
