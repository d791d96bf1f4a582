import { z } from 'zod';
import {
  newIdentityKey,
  siteIdentity,
  siteIdentityChange,
  visitorActivityList,
} from '../../shared/protocol/identify.ts';
import { defineRoute } from '../http/define-route.ts';
import { changeSiteIdentity, makeIdentityKey, readSiteIdentity, revokeIdentityKey } from './identity-keys.ts';
import { readActivity } from './read-activity.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const IDENTITY = `${WORKSPACE}/sites/{site_id}/identity`;
const ofSite = z.object({ workspace_id: z.uuid(), site_id: z.uuid() });
const ofVisitor = z.object({ workspace_id: z.uuid(), visitor_id: z.uuid() });
const managing = { permission: 'sites.manage', surface: 'console' } as const;

export const siteIdentityRoutes = [
  defineRoute({
    ...managing,
    method: 'get',
    path: IDENTITY,
    summary:
      'How a site says who its visitors are: its identity keys, without their secrets, and what it asks for.',
    params: ofSite,
    result: siteIdentity,
    handle: ({ services, actor, params }) => readSiteIdentity(services, actor, params.site_id),
  }),
  defineRoute({
    ...managing,
    method: 'put',
    path: IDENTITY,
    summary: 'Whether names take proof, whether queries of addresses are kept, and how long activity is.',
    params: ofSite,
    body: siteIdentityChange,
    result: siteIdentity,
    handle: ({ services, actor, params, body }) => changeSiteIdentity(services, actor, params.site_id, body),
  }),
  defineRoute({
    ...managing,
    method: 'post',
    path: `${IDENTITY}/keys`,
    summary: 'A new identity key; at most two at once. Its secret is shown this once.',
    params: ofSite,
    status: 201,
    result: newIdentityKey,
    handle: ({ services, actor, params }) => makeIdentityKey(services, actor, params.site_id),
  }),
  defineRoute({
    ...managing,
    method: 'delete',
    path: `${IDENTITY}/keys/{key_id}`,
    summary: 'Revoke an identity key. What it signed is refused from now on.',
    params: ofSite.extend({ key_id: z.uuid() }),
    result: siteIdentity,
    handle: ({ services, actor, params }) =>
      revokeIdentityKey(services, actor, params.site_id, params.key_id),
  }),
  defineRoute({
    method: 'get',
    permission: 'visitors.read',
    surface: 'console',
    path: `${WORKSPACE}/visitors/{visitor_id}/activity`,
    summary: 'The latest 20 pages and the latest 20 events of a visitor.',
    params: ofVisitor,
    result: visitorActivityList,
    handle: ({ services, actor, params }) => readActivity(services, actor, params),
  }),
];
