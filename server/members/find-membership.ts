import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/open-database.ts';
import type { Role } from '../../shared/protocol/http.ts';
import { workspaces } from '../workspaces/tables.ts';
import { members } from './tables.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_MEMBERSHIPS = 100;

export interface Membership {
  id: string;
  name: string;
  role: Role;
}

/** The active membership of a user; whatever is no id is nobody's workspace (S3). */
export async function findMembership(
  db: Database,
  workspaceId: string,
  userId: string,
): Promise<Membership | null> {
  if (!UUID.test(workspaceId)) return null;
  const [row] = await db.orm
    .select({ id: members.id, name: members.name, role: members.role })
    .from(members)
    .where(
      and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), isNull(members.deactivatedAt)),
    )
    .limit(1);
  return row ?? null;
}

export const listMemberships = (db: Database, userId: string) =>
  db.orm
    .select({
      workspace: { id: workspaces.id, name: workspaces.name },
      member: { id: members.id, name: members.name, role: members.role },
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(MAX_MEMBERSHIPS);
