import { eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { user } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';

/** Where an agent is written to: what they sign in with. */
export async function findMemberEmail(
  { db }: Pick<Services, 'db'>,
  { userId }: Pick<AgentActor, 'userId'>,
): Promise<string> {
  const [row] = await db.orm.select({ email: user.email }).from(user).where(eq(user.id, userId));
  if (row) return row.email;
  throw new BellhopError('not_found', 'Your account is gone. Sign in again.');
}
