import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type {
  SignInProvider,
  SignInProviderAnswer,
  SignInProviderChange,
} from '../../shared/protocol/sign-in.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { session } from '../auth/tables.ts';
import type { AppServices } from '../http/app-services.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { discover } from './discover.ts';
import { redirectUri, type ProviderRow } from './find-provider.ts';
import { signInProviders } from './tables.ts';

type Given = Pick<AppServices, 'db' | 'bus' | 'config' | 'signIn'>;

export async function getProvider(
  { db, config }: Pick<AppServices, 'db' | 'config'>,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
): Promise<SignInProviderAnswer> {
  const row = await readProvider(db.orm, workspaceId);
  const uri = redirectUri(config, workspaceId);
  return { provider: row ? toWire(row) : null, redirect_uri: uri, sign_in_url: uri };
}

/** Stores the provider once it was seen to be one. What it let in under other terms has to sign in anew. */
export async function saveProvider(
  services: Given,
  actor: AgentActor,
  change: SignInProviderChange,
): Promise<SignInProviderAnswer> {
  const { db, signIn, bus } = services;
  const { workspaceId } = actor;
  const isOpenToAll = change.auto_join && change.domains.length === 0;
  if (isOpenToAll)
    throw new BellhopError('bad_request', 'Name the domains whose people may join by themselves.', {
      field: 'domains',
    });
  // Before the transaction: nobody waits for a stranger's server while holding a lock.
  await discover(signIn.egress, change.issuer);
  const ended = await db.orm.transaction(async (tx) => {
    const before = await lockProvider(tx, workspaceId, change.version);
    const isSame = before?.issuer === change.issuer && before.clientId === change.client_id;
    if (change.client_secret === null && !isSame)
      throw new BellhopError('bad_request', 'Write the client secret of this issuer and client ID.', {
        field: 'client_secret',
      });
    const row = {
      id: isSame ? before.id : randomUUID(),
      version: (before?.version ?? 0) + 1,
      name: change.name,
      issuer: change.issuer,
      clientId: change.client_id,
      clientSecret:
        change.client_secret === null
          ? (before?.clientSecret ?? '')
          : signIn.sealer.seal(change.client_secret, workspaceId),
      domains: change.domains,
      autoJoin: change.auto_join,
      asksSecondFactor: change.asks_second_factor,
      enabled: change.enabled,
      updatedAt: sql`now()`,
    };
    await tx
      .insert(signInProviders)
      .values({ workspaceId, ...row })
      .onConflictDoUpdate({ target: signInProviders.workspaceId, set: row });
    await audit(tx, actor, 'sign_in_provider.changed', change, {
      new_credential: change.client_secret !== null,
    });
    return isSame && change.enabled ? [] : endSessions(tx, workspaceId);
  });
  for (const id of ended) bus.publish({ kind: 'revoked', scope: 'session', id });
  return getProvider(services, actor);
}

export async function removeProvider({ db, bus }: Given, actor: AgentActor): Promise<void> {
  const { workspaceId } = actor;
  const ended = await db.orm.transaction(async (tx) => {
    const [gone] = await tx
      .delete(signInProviders)
      .where(eq(signInProviders.workspaceId, workspaceId))
      .returning();
    if (!gone) return [];
    await audit(tx, actor, 'sign_in_provider.removed', toWire(gone), {});
    return endSessions(tx, workspaceId);
  });
  for (const id of ended) bus.publish({ kind: 'revoked', scope: 'session', id });
}

async function readProvider(
  orm: Pick<Transaction, 'select'>,
  workspaceId: string,
): Promise<ProviderRow | undefined> {
  const [row] = await orm.select().from(signInProviders).where(eq(signInProviders.workspaceId, workspaceId));
  return row;
}

async function lockProvider(
  tx: Transaction,
  workspaceId: string,
  version: number,
): Promise<ProviderRow | undefined> {
  const [row] = await tx
    .select()
    .from(signInProviders)
    .where(eq(signInProviders.workspaceId, workspaceId))
    .for('update');
  if ((row?.version ?? 0) === version) return row;
  throw new BellhopError('conflict', 'Somebody else changed this meanwhile. Load it again.', {
    field: 'version',
  });
}

/** [S6] The ids of the sessions that the provider let in. */
async function endSessions(tx: Transaction, workspaceId: string): Promise<string[]> {
  const gone = await tx
    .delete(session)
    .where(eq(session.onlyWorkspaceId, workspaceId))
    .returning({ id: session.id });
  return gone.map(({ id }) => id);
}

type Told = Omit<SignInProvider, 'version'>;

const audit = (
  tx: Transaction,
  actor: AgentActor,
  action: `sign_in_provider.${string}`,
  { name, issuer, client_id, domains, auto_join, asks_second_factor, enabled }: Told,
  more: Record<string, boolean>,
) =>
  recordAudit(tx, actor, {
    action,
    target: { type: 'sign_in_provider', id: actor.workspaceId, label: name },
    details: { issuer, client_id, domains, auto_join, asks_second_factor, enabled, ...more },
  });

const toWire = (row: ProviderRow): SignInProvider => ({
  version: row.version,
  name: row.name,
  issuer: row.issuer,
  client_id: row.clientId,
  domains: row.domains,
  auto_join: row.autoJoin,
  asks_second_factor: row.asksSecondFactor,
  enabled: row.enabled,
});
