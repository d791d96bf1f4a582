import { z } from 'zod';
import { auditRoutes } from '../audit/routes.ts';
import { authRoutes } from '../auth/routes.ts';
import { agentConversationRoutes } from '../conversations/agent-routes.ts';
import { visitorConversationRoutes } from '../conversations/visitor-routes.ts';
import { inboxRoutes } from '../conversations/inbox-routes.ts';
import { formRoutes } from '../forms/routes.ts';
import { ratingPageRoutes } from '../ratings/page-routes.ts';
import { ratingRoutes } from '../ratings/routes.ts';
import { siteIdentityRoutes } from '../identify/routes.ts';
import { identifyRoutes } from '../identify/visitor-routes.ts';
import { invitationRoutes } from '../invitations/routes.ts';
import { jobRoutes } from '../jobs/routes.ts';
import { memberRoutes } from '../members/routes.ts';
import { pinnedRoutes } from '../pages/pinned-routes.ts';
import { pageRoutes } from '../pages/routes.ts';
import { widgetRoutes } from '../pages/widget-routes.ts';
import { preferenceRoutes } from '../preferences/routes.ts';
import { quickResponseRoutes } from '../quick-responses/routes.ts';
import { pollRoutes } from '../realtime/routes.ts';
import { routingRoutes } from '../routing/routes.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { setupRoutes } from '../setup/routes.ts';
import { signInRoutes } from '../sign-in/routes.ts';
import { siteRoutes } from '../sites/routes.ts';
import { siteWidgetRoutes } from '../sites/widget-routes.ts';
import { teamRoutes } from '../teams/routes.ts';
import { tagRoutes } from '../tags/routes.ts';
import { agentVisitorRoutes } from '../visitors/agent-routes.ts';
import { visitorRoutes } from '../visitors/routes.ts';
import { workspaceRoutes } from '../workspaces/routes.ts';
import { defineRoute, type Route } from './define-route.ts';
import { describeApi } from './describe-api.ts';
import { probeRoutes } from './probe-routes.ts';

const described: readonly Route[] = [
  ...visitorRoutes,
  ...identifyRoutes,
  ...visitorConversationRoutes,
  ...formRoutes,
  ...ratingRoutes,
  ...agentConversationRoutes,
  ...inboxRoutes,
  ...tagRoutes,
  ...agentVisitorRoutes,
  ...pollRoutes,
  ...memberRoutes,
  ...invitationRoutes,
  ...teamRoutes,
  ...quickResponseRoutes,
  ...routingRoutes,
  ...preferenceRoutes,
  ...siteRoutes,
  ...siteWidgetRoutes,
  ...siteIdentityRoutes,
  ...authRoutes,
  ...signInRoutes,
  ...settingsRoutes,
  ...auditRoutes,
  ...jobRoutes,
  ...workspaceRoutes,
  ...setupRoutes,
  ...pinnedRoutes,
  ...probeRoutes,
];

const apiDescription = defineRoute({
  method: 'get',
  path: '/api/v1/openapi.json',
  permission: 'public',
  surface: 'open',
  hidden: true,
  summary: 'The description of this API.',
  result: z.looseObject({}),
  handle: ({ services }) => describeApi(described, services.config.publicUrl),
});

/** Every route that there is: what the app mounts, and what the matrix of S2 walks. */
export const routeTable: readonly Route[] = [
  ...described,
  apiDescription,
  ...widgetRoutes,
  ...pageRoutes,
  ...ratingPageRoutes,
];
