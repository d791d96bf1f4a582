import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record-audit.ts';
import { joinByAddress } from '../invitations/accept-invitation.ts';
import { requireRoomForMember } from '../members/max-members.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import type { Claims, Entrance } from './who-may-enter.ts';

interface Newcomer {
  workspaceId: string;
  userId: string;
  claims: Claims;
  by: Entrance;
}

/** Makes a member of whom the decision lets in. */
export async function admit({ db }: Pick<Services, 'db'>, newcomer: Newcomer): Promise<void> {
  const { workspaceId, userId, claims, by } = newcomer;
  const { email, name } = claims;
  if (by === 'invitation') await joinByAddress({ db }, { workspaceId, email, userId, name });
  if (by !== 'domain') return;
  await db.orm.transaction(async (tx) => {
    await requireRoomForMember(tx, workspaceId);
    const id = randomUUID();
    const made = await tx
      .insert(members)
      .values({ workspaceId, id, userId, name, role: 'agent' })
      .onConflictDoNothing()
      .returning({ id: members.id });
    if (made.length === 0) return;
    await recordAudit(
      tx,
      { kind: 'agent', workspaceId, memberId: id, name },
      {
        action: 'member.joined_by_sign_in',
        target: { type: 'member', id, label: name },
        details: { role: 'agent' },
      },
    );
  });
}
