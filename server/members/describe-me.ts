import { eq } from 'drizzle-orm';
import type { Me } from '../../shared/protocol/http.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import { user } from '../auth/tables.ts';
import type { Services } from '../services.ts';
import { listMemberships } from './find-membership.ts';

/** Who is signed in, how, and where they work. */
export async function describeMe({ db }: Pick<Services, 'db'>, who: SignedIn): Promise<Me> {
  const { userId: id, email, name, onlyWorkspaceId } = who;
  const [row] = await db.orm.select({ on: user.twoFactorEnabled }).from(user).where(eq(user.id, id));
  const through = onlyWorkspaceId === null ? 'password' : 'provider';
  return {
    user: { id, email, name, two_factor: row?.on === true, through },
    memberships: await listMemberships(db, who),
  };
}
