import { z } from 'zod';
import * as shapes from '../../shared/protocol/sites.ts';
import type { AppServices } from '../http/app-services.ts';
import { defineRoute } from '../http/define-route.ts';
import type { AgentActor } from '../identity.ts';
import { archiveSite, restoreSite } from './archive-site.ts';
import { createSite } from './create-site.ts';
import { listSites, readSite } from './list-sites.ts';
import { rotateSiteKey } from './rotate-site-key.ts';
import { siteView } from './site-view.ts';
import { updateSite } from './update-site.ts';

const BASE = '/api/v1/workspaces/{workspace_id}/sites';
const ONE = `${BASE}/{site_id}`;
const managing = { permission: 'sites.manage', surface: 'console' } as const;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofSite = inWorkspace.extend({ site_id: z.uuid() });

async function answer(services: AppServices, actor: AgentActor, id: string): Promise<shapes.Site> {
  const { row, retired } = await readSite(services, actor, id);
  return siteView(row, retired, services.config.publicUrl);
}

export const siteRoutes = [
  defineRoute({
    ...managing,
    method: 'get',
    path: BASE,
    summary: 'The sites of the workspace, archived ones last.',
    params: inWorkspace,
    result: shapes.siteList,
    handle: async ({ services, actor }) => {
      const { rows, retired } = await listSites(services, actor);
      const { publicUrl } = services.config;
      return { sites: rows.map((row) => siteView(row, retired, publicUrl)), limit: shapes.MAX_SITES };
    },
  }),
  defineRoute({
    ...managing,
    method: 'post',
    path: BASE,
    summary: 'A new site, with a key of its own.',
    params: inWorkspace,
    body: shapes.newSite,
    status: 201,
    result: shapes.site,
    handle: async ({ services, actor, body }) =>
      siteView(await createSite(services, actor, body), [], services.config.publicUrl),
  }),
  defineRoute({
    ...managing,
    method: 'get',
    path: ONE,
    summary: 'One site.',
    params: ofSite,
    result: shapes.site,
    handle: ({ services, actor, params }) => answer(services, actor, params.site_id),
  }),
  defineRoute({
    ...managing,
    method: 'put',
    path: ONE,
    summary: 'Change name, allowed origins, languages, default team and hours. In force at once.',
    params: ofSite,
    body: shapes.siteChange,
    result: shapes.site,
    handle: async ({ services, actor, params, body }) => {
      await updateSite(services, actor, params.site_id, body);
      return answer(services, actor, params.site_id);
    },
  }),
  defineRoute({
    ...managing,
    method: 'post',
    path: `${ONE}/rotate-key`,
    summary: 'A new key. The old one works on for the grace.',
    params: ofSite,
    body: shapes.keyRotation,
    result: shapes.site,
    handle: async ({ services, actor, params, body }) => {
      await rotateSiteKey(services, actor, params.site_id, body.grace_days);
      return answer(services, actor, params.site_id);
    },
  }),
  ...[
    { verb: archiveSite, path: 'archive', summary: 'Stop its widget. Conversations stay.' },
    { verb: restoreSite, path: 'restore', summary: 'Bring an archived site back, with the key it had.' },
  ].map(({ verb, path, summary }) =>
    defineRoute({
      ...managing,
      method: 'post',
      path: `${ONE}/${path}`,
      summary,
      params: ofSite,
      result: shapes.site,
      handle: async ({ services, actor, params }) => {
        await verb(services, actor, params.site_id);
        return answer(services, actor, params.site_id);
      },
    }),
  ),
];
