import { z } from 'zod';
import * as shapes from '../../shared/protocol/sites.ts';
import { defineRoute } from '../http/define-route.ts';
import { listWidgetVersions } from './list-widget-versions.ts';
import { publishWidget, revertWidget } from './publish-widget.ts';
import { readWidget, saveWidgetDraft } from './widget-draft.ts';

const BASE = '/api/v1/workspaces/{workspace_id}/sites/{site_id}/widget';
const params = z.object({ workspace_id: z.uuid(), site_id: z.uuid() });
const managing = { permission: 'sites.manage', surface: 'console', params } as const;
const page = z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647).optional() });

/** The widget settings of a site: draft, published, history. */
export const siteWidgetRoutes = [
  defineRoute({
    ...managing,
    method: 'get',
    path: BASE,
    summary: 'The draft and what is published.',
    result: shapes.siteWidget,
    handle: ({ services, actor, params: { site_id } }) => readWidget(services, actor, site_id),
  }),
  defineRoute({
    ...managing,
    method: 'put',
    path: `${BASE}/draft`,
    summary: 'Keep a draft. The widget stays as it is.',
    body: shapes.draftChange,
    result: shapes.siteWidget,
    handle: ({ services, actor, params: { site_id }, body }) =>
      saveWidgetDraft(services, actor, site_id, body),
  }),
  defineRoute({
    ...managing,
    method: 'post',
    path: `${BASE}/publish`,
    summary: 'Publish the draft: on every node within two seconds.',
    body: shapes.publishing,
    result: shapes.siteWidget,
    handle: ({ services, actor, params: { site_id }, body }) =>
      publishWidget(services, actor, site_id, body.version),
  }),
  defineRoute({
    ...managing,
    method: 'post',
    path: `${BASE}/revert`,
    summary: 'Publish an earlier version again.',
    body: shapes.reverting,
    result: shapes.siteWidget,
    handle: ({ services, actor, params: { site_id }, body }) => revertWidget(services, actor, site_id, body),
  }),
  defineRoute({
    ...managing,
    method: 'get',
    path: `${BASE}/versions`,
    summary: 'What was published, the latest first.',
    query: page,
    result: shapes.settingsHistory,
    handle: ({ services, actor, params: { site_id }, query }) =>
      listWidgetVersions(services, actor, site_id, query.before),
  }),
];
