import { and, asc, eq, isNull } from 'drizzle-orm';
import type { SignedIn } from '../auth/agent-sessions.ts';
import { lacksSecondFactor } from '../auth/second-factor.ts';
import { user } from '../auth/tables.ts';
import type { Database } from '../db/open-database.ts';
import type { Role } from '../../shared/protocol/http.ts';
import { workspaceSettings } from '../settings/tables.ts';
import { signInProviders } from '../sign-in/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { members } from './tables.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_MEMBERSHIPS = 100;

export interface Membership {
  id: string;
  name: string;
  role: Role;
  /** The workspace asks for a second factor, and this session has none. */
  lacksSecondFactor: boolean;
}

type Who = Pick<SignedIn, 'userId' | 'onlyWorkspaceId'>;

/** The active membership of a user; whatever is no id is nobody's workspace (S3). */
export async function findMembership(
  db: Database,
  workspaceId: string,
  { userId, onlyWorkspaceId }: Who,
): Promise<Membership | null> {
  if (!UUID.test(workspaceId)) return null;
  const [row] = await db.orm
    .select({
      id: members.id,
      name: members.name,
      role: members.role,
      lacksSecondFactor: lacksSecondFactor(onlyWorkspaceId),
    })
    .from(members)
    .innerJoin(user, eq(user.id, members.userId))
    .leftJoin(workspaceSettings, eq(workspaceSettings.workspaceId, members.workspaceId))
    .leftJoin(signInProviders, eq(signInProviders.workspaceId, members.workspaceId))
    .where(
      and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), isNull(members.deactivatedAt)),
    )
    .limit(1);
  return row ?? null;
}

/** Where a user works; of a session that one workspace let in, that one alone. */
export const listMemberships = (db: Database, { userId, onlyWorkspaceId }: Who) =>
  db.orm
    .select({
      workspace: { id: workspaces.id, name: workspaces.name },
      member: { id: members.id, name: members.name, role: members.role },
      needs_second_factor: lacksSecondFactor(onlyWorkspaceId),
    })
    .from(members)
    .innerJoin(user, eq(user.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .leftJoin(workspaceSettings, eq(workspaceSettings.workspaceId, members.workspaceId))
    .leftJoin(signInProviders, eq(signInProviders.workspaceId, members.workspaceId))
    .where(
      and(
        eq(members.userId, userId),
        isNull(members.deactivatedAt),
        ...(onlyWorkspaceId === null ? [] : [eq(members.workspaceId, onlyWorkspaceId)]),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(MAX_MEMBERSHIPS);
