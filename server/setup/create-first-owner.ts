import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { account, user } from '../auth/tables.ts';
import type { Database } from '../db/open-database.ts';
import { members } from '../members/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { hashSetupToken, isSetupOpen } from './setup-link.ts';
import { installation } from './tables.ts';
import type { Transaction } from './transaction.ts';

export interface FirstOwner {
  name: string;
  email: string;
  password: string;
  /** What the workspace is called from now on. */
  workspaceName?: string;
}

/** By the link that the server printed. Whoever closes set-up first is the owner; nobody is ever after (S8). */
export async function claimByLink(db: Database, token: string, owner: FirstOwner): Promise<void> {
  const claimed = await createFirstOwner(db, owner, hashSetupToken(token));
  if (claimed) return;
  if (await isSetupOpen(db)) {
    throw new BellhopError(
      'forbidden',
      'This set-up link is not valid. Open the one that the server printed last.',
      {
        field: 'token',
      },
    );
  }
  throw new BellhopError('conflict', 'This server is set up already. Sign in instead.');
}

/** Without a token: for what only the operator can reach. False when set-up is closed or the token is another. */
export async function createFirstOwner(
  db: Database,
  owner: FirstOwner,
  tokenHash?: string,
): Promise<boolean> {
  return db.orm.transaction(async (tx) => {
    const workspaceId = await closeSetup(tx, tokenHash);
    if (workspaceId === null) return false;
    await insertOwner(tx, workspaceId, owner);
    return true;
  });
}

// The update takes the one row's lock: a rival waits for our commit, then finds set-up closed.
async function closeSetup(tx: Transaction, tokenHash: string | undefined): Promise<string | null> {
  const tokenFits = tokenHash === undefined ? undefined : eq(installation.setupTokenHash, tokenHash);
  const [closed] = await tx
    .update(installation)
    .set({ setupClosedAt: sql`now()`, setupTokenHash: null })
    .where(and(isNull(installation.setupClosedAt), tokenFits))
    .returning({ workspaceId: installation.workspaceId });
  if (!closed) return null;
  if (closed.workspaceId === null) throw new Error('The installation has no workspace yet');
  return closed.workspaceId;
}

async function insertOwner(tx: Transaction, workspaceId: string, owner: FirstOwner): Promise<void> {
  // Hashing is slow on purpose; only the one who won does it, and only once ever.
  const passwordHash = await hashPassword(owner.password);
  const userId = randomUUID();
  const { name } = owner;
  await tx.insert(user).values({ id: userId, name, email: owner.email.toLowerCase(), emailVerified: true });
  await tx.insert(account).values({
    id: randomUUID(),
    accountId: userId,
    providerId: 'credential',
    userId,
    password: passwordHash,
  });
  if (owner.workspaceName !== undefined)
    await tx.update(workspaces).set({ name: owner.workspaceName }).where(eq(workspaces.id, workspaceId));
  await tx.insert(members).values({ workspaceId, id: randomUUID(), userId, name, role: 'owner' });
}
