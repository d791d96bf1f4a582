import { randomUUID } from 'node:crypto';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorSession } from '../../shared/protocol/http.ts';
import type { Services } from '../services.ts';
import { isOriginAllowed } from '../sites/allowed-origin.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { visitors, visitorTokens } from './tables.ts';
import { refusedOrigin } from './visitor-actor.ts';
import { hashToken, newToken } from './visitor-token.ts';

const DAY_MS = 86_400_000;
const TOKEN_LIFE_MS = 180 * DAY_MS;

/** A new anonymous visitor of a site, and the token that is theirs. Limits are the caller's: they go by address. */
export async function openVisitorSession(
  services: Pick<Services, 'db'>,
  { siteKey, origin }: { siteKey: string; origin: string | null },
): Promise<VisitorSession> {
  const site = await findSiteByKey(services.db, siteKey);
  if (!site) throw unknownSite();
  if (!isOriginAllowed(origin, site.allowedOrigins)) throw refusedOrigin(origin);
  const { workspaceId, id: siteId } = site;
  const visitorId = randomUUID();
  const token = newToken();
  const expiresAt = new Date(Date.now() + TOKEN_LIFE_MS);
  await services.db.orm.transaction(async (tx) => {
    await tx.insert(visitors).values({ workspaceId, id: visitorId, siteId });
    await tx
      .insert(visitorTokens)
      .values({ workspaceId, id: randomUUID(), visitorId, tokenHash: hashToken(token), expiresAt });
  });
  return { token, visitor_id: visitorId, expires_at: expiresAt.toISOString() };
}

export const unknownSite = () =>
  new BellhopError(
    'not_found',
    'There is no site with this key. Copy the script tag from the console again.',
  );
