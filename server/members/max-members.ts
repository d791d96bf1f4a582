import { and, eq, isNull } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Transaction } from '../log/run-append.ts';
import { members } from './tables.ts';

/** [S28] How many may work in one workspace. */
export const MAX_MEMBERS = 500;

export async function requireRoomForMember(
  tx: Pick<Transaction, '$count'>,
  workspaceId: string,
): Promise<void> {
  const count = await tx.$count(
    members,
    and(eq(members.workspaceId, workspaceId), isNull(members.deactivatedAt)),
  );
  if (count >= MAX_MEMBERS)
    throw new BellhopError(
      'conflict',
      `A workspace has at most ${MAX_MEMBERS} members. Deactivate somebody first.`,
    );
}
