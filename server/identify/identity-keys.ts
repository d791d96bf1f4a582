import { randomBytes, randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import {
  MAX_IDENTITY_KEYS,
  type NewIdentityKey,
  type SiteIdentity,
  type SiteIdentityChange,
} from '../../shared/protocol/identify.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AppServices } from '../http/app-services.ts';
import type { AgentActor } from '../identity.ts';
import { findSite, lockLiveSite, type SiteRow } from '../sites/access.ts';
import { sites } from '../sites/tables.ts';
import { identityKeys } from './tables.ts';

type Given = Pick<AppServices, 'db' | 'signIn'>;
type Reader = Parameters<typeof findSite>[0];

const SECRET_BYTES = 32;

/** What a secret is bound to: sealed for one site, it opens for no other. */
export const sealedFor = (workspaceId: string, siteId: string): string =>
  `identity key of ${workspaceId} ${siteId}`;

export async function readSiteIdentity(
  { db }: Pick<Given, 'db'>,
  actor: AgentActor,
  siteId: string,
): Promise<SiteIdentity> {
  return viewOf(db.orm, await findSite(db.orm, actor, siteId));
}

export async function changeSiteIdentity(
  { db }: Pick<Given, 'db'>,
  actor: AgentActor,
  siteId: string,
  change: SiteIdentityChange,
): Promise<SiteIdentity> {
  return db.orm.transaction(async (tx) => {
    const site = await lockLiveSite(tx, actor, siteId);
    const set = {
      proofOnly: change.proof_only,
      keepsQueries: change.keeps_queries,
      activityDays: change.activity_days,
    };
    await tx.update(sites).set(set).where(oneSite(site));
    await recordAudit(tx, actor, {
      action: 'site.identity_changed',
      target: targetOf(site),
      details: { ...change },
    });
    return viewOf(tx, { ...site, ...set });
  });
}

/** [S9] Shown this once. Two are valid at once, so that one can follow another without a gap. */
export async function makeIdentityKey(
  { db, signIn }: Given,
  actor: AgentActor,
  siteId: string,
): Promise<NewIdentityKey> {
  const id = randomUUID();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const identity = await db.orm.transaction(async (tx) => {
    const site = await lockLiveSite(tx, actor, siteId);
    const { keys } = await viewOf(tx, site);
    if (keys.length >= MAX_IDENTITY_KEYS) throw tooManyKeys();
    const { workspaceId } = actor;
    const sealed = signIn.sealer.seal(secret, sealedFor(workspaceId, siteId));
    await tx.insert(identityKeys).values({ workspaceId, siteId, id, secret: sealed });
    await recordAudit(tx, actor, {
      action: 'identity_key.made',
      target: targetOf(site),
      details: { id },
    });
    return viewOf(tx, site);
  });
  return { id, secret, identity };
}

/** What it signed is refused from now on. */
export async function revokeIdentityKey(
  { db }: Pick<Given, 'db'>,
  actor: AgentActor,
  siteId: string,
  keyId: string,
): Promise<SiteIdentity> {
  return db.orm.transaction(async (tx) => {
    const site = await lockLiveSite(tx, actor, siteId);
    const gone = await tx
      .delete(identityKeys)
      .where(
        and(
          eq(identityKeys.workspaceId, actor.workspaceId),
          eq(identityKeys.siteId, siteId),
          eq(identityKeys.id, keyId),
        ),
      )
      .returning({ id: identityKeys.id });
    if (gone.length === 0)
      throw new BellhopError('not_found', 'There is nothing here, or it is not yours to see.');
    await recordAudit(tx, actor, {
      action: 'identity_key.revoked',
      target: targetOf(site),
      details: { id: keyId },
    });
    return viewOf(tx, site);
  });
}

async function viewOf(db: Reader, site: SiteRow): Promise<SiteIdentity> {
  const rows = await db
    .select({ id: identityKeys.id, createdAt: identityKeys.createdAt })
    .from(identityKeys)
    .where(and(eq(identityKeys.workspaceId, site.workspaceId), eq(identityKeys.siteId, site.id)))
    .orderBy(asc(identityKeys.createdAt), asc(identityKeys.id));
  return {
    keys: rows.map(({ id, createdAt }) => ({ id, created_at: createdAt.toISOString() })),
    proof_only: site.proofOnly,
    keeps_queries: site.keepsQueries,
    activity_days: site.activityDays,
  };
}

const oneSite = ({ workspaceId, id }: SiteRow) => and(eq(sites.workspaceId, workspaceId), eq(sites.id, id));

const targetOf = ({ id, name }: SiteRow) => ({ type: 'site', id, label: name });

const tooManyKeys = () =>
  new BellhopError(
    'conflict',
    `A site has at most ${MAX_IDENTITY_KEYS} identity keys. Revoke the one that is no longer used first.`,
  );
