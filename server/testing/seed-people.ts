import { randomUUID } from 'node:crypto';
import { account, user } from '../auth/tables.ts';
import type { Database } from '../db/open-database.ts';
import { members } from '../members/tables.ts';
import { sites } from '../sites/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { quickPasswords } from './quick-passwords.ts';

export interface SeededSite {
  workspaceId: string;
  siteId: string;
  siteKey: string;
}

export async function seedSite(db: Database, allowedOrigins: string[], name = 'Shop'): Promise<SeededSite> {
  const workspaceId = randomUUID();
  const siteId = randomUUID();
  const siteKey = `key-${siteId}`;
  const settings = { name, accent: '#123456', greeting: 'Hello', position: 'right' as const };
  await db.orm.insert(workspaces).values({ id: workspaceId, name });
  await db.orm
    .insert(sites)
    .values({ workspaceId, id: siteId, key: siteKey, name, allowedOrigins, settings });
  return { workspaceId, siteId, siteKey };
}

export interface SeededMember {
  userId: string;
  memberId: string;
  email: string;
}

export interface MemberSeed {
  workspaceId: string;
  role?: 'owner' | 'admin' | 'agent';
  deactivated?: boolean;
  /** Without one nobody can sign in by password. */
  password?: string;
}

export async function seedMember(db: Database, seed: MemberSeed): Promise<SeededMember> {
  const { workspaceId, role = 'agent', deactivated = false, password } = seed;
  const userId = randomUUID();
  const memberId = randomUUID();
  const email = `${role}-${userId}@example.com`;
  await db.orm.insert(user).values({ id: userId, name: role, email });
  if (password !== undefined) {
    const hash = await quickPasswords.hash(password);
    await db.orm
      .insert(account)
      .values({ id: randomUUID(), accountId: userId, providerId: 'credential', userId, password: hash });
  }
  const deactivatedAt = deactivated ? new Date() : null;
  await db.orm.insert(members).values({ workspaceId, id: memberId, userId, name: role, role, deactivatedAt });
  return { userId, memberId, email };
}
