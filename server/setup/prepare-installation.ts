import { randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { ConfigError } from '../config-error.ts';
import type { Database } from '../db/open-database.ts';
import { sites } from '../sites/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { secretFingerprint } from './secret-fingerprint.ts';
import { installation } from './tables.ts';
import type { Transaction } from './transaction.ts';

export interface Preparation {
  secret: string;
  /** Whether SECRET was set, rather than made by this node. */
  secretGiven: boolean;
  demo: boolean;
}

export interface Prepared {
  /** Null when an owner had the workspace deleted: nobody but the operator begins anew, see `begin-anew.ts`. */
  workspaceId: string | null;
  demoSiteKey: string | null;
  setupOpen: boolean;
}

const KEY_BYTES = 12;
const WORKSPACE_NAME = 'Fern & Field';
const PLAIN_WORKSPACE_NAME = 'My workspace';
const DEMO_SETTINGS = {
  ...defaultSettings(WORKSPACE_NAME),
  accent: '#2f6f4e',
  greeting: 'Hello! Ask us anything about plants.',
};

/** What every start needs to be there, made once: nodes that start together wait for each other at the one row. */
export async function prepareInstallation(db: Database, preparation: Preparation): Promise<Prepared> {
  return db.orm.transaction(async (tx) => {
    await tx.insert(installation).values({ id: 1 }).onConflictDoNothing();
    const [row] = await tx.select().from(installation).for('update');
    if (!row) throw new Error('The row of the installation is gone');
    await agreeOnSecret(tx, row.secretFingerprint, preparation);
    const setupOpen = row.setupClosedAt === null;
    const workspaceId = row.workspaceId ?? (setupOpen ? await createWorkspace(tx, preparation.demo) : null);
    const hasDemo = preparation.demo && workspaceId !== null;
    const demoSiteKey = hasDemo ? await demoSite(tx, workspaceId, row.demoSiteId) : null;
    return { workspaceId, demoSiteKey, setupOpen };
  });
}

async function agreeOnSecret(tx: Transaction, known: string | null, preparation: Preparation): Promise<void> {
  const { secret, secretGiven } = preparation;
  const fingerprint = secretFingerprint(secret);
  if (known === fingerprint) return;
  if (known !== null && !secretGiven) {
    throw new ConfigError([
      'SECRET is not set, and this database was set up with another one than is kept in DATA_DIR. Nodes that share a database need the same SECRET: set it on every one of them.',
    ]);
  }
  // A SECRET that was changed on purpose stands; who is signed in has to sign in again.
  await tx.update(installation).set({ secretFingerprint: fingerprint });
}

async function createWorkspace(tx: Transaction, demo: boolean): Promise<string> {
  const id = randomUUID();
  await tx.insert(workspaces).values({ id, name: demo ? WORKSPACE_NAME : PLAIN_WORKSPACE_NAME });
  await tx.update(installation).set({ workspaceId: id });
  return id;
}

async function demoSite(tx: Transaction, workspaceId: string, siteId: string | null): Promise<string> {
  const [site] = siteId === null ? [] : await tx.select().from(sites).where(eq(sites.id, siteId));
  return site?.key ?? createDemoSite(tx, workspaceId);
}

// No origin yet: the demo's own port is only known once it listens, see allow-demo-origins.ts.
async function createDemoSite(tx: Transaction, workspaceId: string): Promise<string> {
  const id = randomUUID();
  const key = randomBytes(KEY_BYTES).toString('base64url');
  await tx
    .insert(sites)
    .values({ workspaceId, id, key, name: WORKSPACE_NAME, allowedOrigins: [], settings: DEMO_SETTINGS });
  await tx.update(installation).set({ demoSiteId: id });
  return key;
}
