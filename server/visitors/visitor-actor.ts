import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { isOriginAllowed } from '../sites/allowed-origin.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { sites } from '../sites/tables.ts';
import { goneVisitor } from './hold-visitor.ts';
import { markVisitorSeen } from './mark-visitor-seen.ts';
import { visitors, visitorTokens } from './tables.ts';
import { hashToken, isTokenShaped } from './visitor-token.ts';

export interface VisitorCredentials {
  token: string | null;
  /** The `Origin` header as it came. */
  origin: string | null;
  /** [H3] The site that a hello names; a request over HTTP names none, its token has one. */
  siteKey?: string | undefined;
}

/**
 * Who holds this token. `unauthenticated` when nobody does; `forbidden` when it is for another site or origin, and when
 * its visitor is blocked: they keep it, for a token that is gone would have their browser come back as somebody new.
 */
export async function resolveVisitor(
  services: Pick<Services, 'db'>,
  { token, siteKey, origin }: VisitorCredentials,
): Promise<VisitorActor> {
  const found = token !== null && isTokenShaped(token) ? await findHolder(services, token) : undefined;
  if (!found) throw await refuseToken(services, siteKey);
  if (siteKey !== undefined && !(await isKeyOf(services, siteKey, found))) {
    throw new BellhopError('forbidden', 'This visitor token belongs to another site.');
  }
  if (!isOriginAllowed(origin, found.allowedOrigins)) throw refusedOrigin(origin);
  if (found.blockedAt !== null) throw new BellhopError('forbidden', 'You cannot write here at the moment.');
  await markVisitorSeen(services, found.actor, found.lastSeenAt);
  return { kind: 'visitor', ...found.actor };
}

export const refusedOrigin = (origin: string | null): BellhopError =>
  new BellhopError(
    'forbidden',
    `This site does not allow the origin ${JSON.stringify(origin)}. An admin can add it to the site's allowed origins.`,
  );

/** [H3] A key that no site has is said first: with it no token can ever be right. */
async function refuseToken({ db }: Pick<Services, 'db'>, siteKey: string | undefined): Promise<BellhopError> {
  if (siteKey !== undefined && !(await findSiteByKey(db, siteKey))) {
    return new BellhopError(
      'forbidden',
      'There is no site with this key. Copy the script tag from the console again.',
    );
  }
  return goneVisitor();
}

/** A key that was rotated away still names its site for a while. */
async function isKeyOf(
  { db }: Pick<Services, 'db'>,
  key: string,
  { siteKey, actor }: { siteKey: string; actor: Pick<VisitorActor, 'siteId'> },
): Promise<boolean> {
  return key === siteKey || (await findSiteByKey(db, key))?.id === actor.siteId;
}

async function findHolder({ db }: Pick<Services, 'db'>, token: string) {
  const [row] = await db.orm
    .select({
      actor: {
        workspaceId: visitors.workspaceId,
        siteId: visitors.siteId,
        visitorId: visitors.id,
        name: visitors.name,
        tokenId: visitorTokens.id,
      },
      siteKey: sites.key,
      lastSeenAt: visitors.lastSeenAt,
      blockedAt: visitors.blockedAt,
      allowedOrigins: sites.allowedOrigins,
    })
    .from(visitorTokens)
    .innerJoin(
      visitors,
      and(eq(visitors.workspaceId, visitorTokens.workspaceId), eq(visitors.id, visitorTokens.visitorId)),
    )
    .innerJoin(sites, and(eq(sites.workspaceId, visitors.workspaceId), eq(sites.id, visitors.siteId)))
    .where(
      and(
        eq(visitorTokens.tokenHash, hashToken(token)),
        gt(visitorTokens.expiresAt, sql`now()`),
        isNull(visitorTokens.revokedAt),
        isNull(sites.archivedAt),
      ),
    )
    .limit(1);
  return row;
}
