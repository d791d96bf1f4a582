import { BellhopError } from '../../shared/errors.ts';
import { activityReport, identified, identifyRequest, saidDetails } from '../../shared/protocol/identify.ts';
import type { AppServices } from '../http/app-services.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { defineRoute } from '../http/define-route.ts';
import { requestOrigin } from '../http/request-origin.ts';
import { isOriginAllowed } from '../sites/allowed-origin.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { unknownSite } from '../visitors/open-visitor-session.ts';
import { refusedOrigin, resolveVisitor } from '../visitors/visitor-actor.ts';
import { identifyVisitor, type Present } from './identify-visitor.ts';
import { sayDetails } from './say-details.ts';
import { tellActivity } from './tell-activity.ts';
import { verifyToken } from './verify-token.ts';

const asVisitor = { method: 'post', permission: 'visitor', surface: 'site', status: 204 } as const;

export const identifyRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/visitor/identify',
    permission: 'public',
    surface: 'site',
    summary:
      'Become the visitor that a token signed by the site names, with or without a visitor token. The new visitor token is shown this once.',
    body: identifyRequest,
    result: identified,
    handle: async ({ services, body, request }) => {
      services.visitorLimits.identify(request.address);
      const origin = requestOrigin(request.headers, services.config);
      const site = await findSiteByKey(services.db, body.site);
      if (!site) throw unknownSite();
      if (!isOriginAllowed(origin, site.allowedOrigins)) throw refusedOrigin(origin);
      const vouched = await verifyToken(services, site, body.token);
      const present = await whoAsks(services, bearerToken(request.headers), body.site, origin);
      return identifyVisitor(services, { site, vouched, present });
    },
  }),
  defineRoute({
    ...asVisitor,
    path: '/api/v1/visitor/details',
    summary: 'What the page says of its visitor without proof.',
    body: saidDetails,
    handle: ({ services, actor, body }) => {
      services.visitorLimits.telling(actor);
      return sayDetails(services, actor, body);
    },
  }),
  defineRoute({
    ...asVisitor,
    path: '/api/v1/visitor/activity',
    summary: 'Pages that the visitor saw and what they did on them, in their order.',
    body: activityReport,
    handle: ({ services, actor, body }) => {
      services.visitorLimits.telling(actor);
      return tellActivity(services, actor, body.items);
    },
  }),
];

/** Null for a token that is over: then it is as if there were none. Who is blocked stays so. */
async function whoAsks(
  services: Pick<AppServices, 'db'>,
  token: string | null,
  siteKey: string,
  origin: string | null,
): Promise<Present | null> {
  if (token === null) return null;
  try {
    return { token, actor: await resolveVisitor(services, { token, siteKey, origin }) };
  } catch (error) {
    if (error instanceof BellhopError && error.code === 'unauthenticated') return null;
    throw error;
  }
}
