import { and, eq, lt, sql } from 'drizzle-orm';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { visitors } from './tables.ts';

const PRECISION_MS = 5 * 60_000;

/** Notes that a visitor is here, at most every five minutes: each note writes the row and its place in the list. */
export async function markVisitorSeen(
  { db }: Pick<Services, 'db'>,
  { workspaceId, visitorId }: Pick<VisitorActor, 'workspaceId' | 'visitorId'>,
  lastSeenAt: Date,
): Promise<void> {
  const due = new Date(Date.now() - PRECISION_MS);
  if (lastSeenAt > due) return;
  await db.orm
    .update(visitors)
    .set({ lastSeenAt: sql`now()` })
    .where(
      and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId), lt(visitors.lastSeenAt, due)),
    );
}
