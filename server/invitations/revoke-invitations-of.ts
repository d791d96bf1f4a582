import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../log/run-append.ts';
import { isPending } from './invitation-rows.ts';
import { invitations } from './tables.ts';

/** Who may invite no more must not come back by a link that they kept. */
export async function revokeInvitationsOf(
  tx: Transaction,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.invitedBy, memberId), isPending));
}
