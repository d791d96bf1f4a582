import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWorkspacePermission } from '../../shared/authority/permissions.ts';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import type { Route } from '../http/define-route.ts';
import { routeTable } from '../http/route-table.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { useDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { auditEntries } from './tables.ts';

interface Stage {
  site: SeededSite;
  owner: { userId: string; memberId: string };
  post<T>(path: string, body?: unknown, method?: string): Promise<T>;
}
interface Change {
  /** What stands in the log afterwards. */
  action: string | readonly string[];
  /** Makes what the route changes; answers the path's parameters and the body. */
  ready(stage: Stage): Promise<{ params?: Record<string, string>; body?: unknown }>;
}

const member = async ({ site }: Stage, deactivated = false) => ({
  member_id: (await seedMember(database(), { workspaceId: site.workspaceId, deactivated })).memberId,
});
const visitor = async ({ site }: Stage) => {
  const { visitor_id } = await openVisitorSession(app.services, { siteKey: site.siteKey, origin: SHOP });
  return { visitor_id };
};
const team = (name: string) => ({
  ...{ name, strategy: 'manual', expectation: '', member_ids: [], chat_limit: null },
  ...{ queue_limit: null, overflow_team_id: null, hours: null },
});
const response = () => ({
  ...{ shortcut: randomUUID(), title: 'Hi', folder: '', text: 'Hi' },
  team_id: null,
});
const newResponse = async ({ post }: Stage) => ({
  quick_response_id: (await post<{ id: string }>('/shared-quick-responses', response())).id,
});
const newTeam = async ({ post }: Stage) => ({
  team_id: (await post<{ id: string }>('/teams', team('Sales'))).id,
});
const newTag = async ({ post }: Stage) => ({
  tag_id: (await post<{ id: string }>('/tags', { name: randomUUID() })).id,
});
const newInvitation = async ({ post }: Stage) => {
  const body = { email: `${randomUUID()}@example.org`, role: 'agent' };
  const { invitation } = await post<{ invitation: { id: string } }>('/invitations', body);
  return { invitation_id: invitation.id };
};
const oneSite = async ({ site }: Stage) => ({ site_id: site.siteId });

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const MEMBER = `${WORKSPACE}/members/{member_id}`;
const VISITOR = `${WORKSPACE}/visitors/{visitor_id}`;
const SITE = `${WORKSPACE}/sites/{site_id}`;
const INVITATION = `${WORKSPACE}/invitations/{invitation_id}`;
const RESPONSES = `${WORKSPACE}/shared-quick-responses`;
const TEAM = `${WORKSPACE}/teams/{team_id}`;

/** Every route by which somebody who manages changes something, and what the log says of it. */
const CHANGES: Record<string, Change> = {
  [`put ${MEMBER}/role`]: {
    action: 'member.role_changed',
    ready: async (stage) => ({ params: await member(stage), body: { role: 'admin' } }),
  },
  [`put ${MEMBER}/chat-limit`]: {
    action: 'member.limit_changed',
    ready: async (stage) => ({ params: await member(stage), body: { chat_limit: 7 } }),
  },
  [`put ${MEMBER}/availability`]: {
    action: 'member.availability_set',
    ready: async (stage) => ({
      params: await member(stage),
      body: { availability: 'away', accepts_chats: true, reason: 'Lunch' },
    }),
  },
  [`post ${MEMBER}/deactivate`]: {
    action: 'member.deactivated',
    ready: async (stage) => ({ params: await member(stage) }),
  },
  [`post ${MEMBER}/reactivate`]: {
    action: 'member.reactivated',
    ready: async (stage) => ({ params: await member(stage, true) }),
  },
  [`post ${MEMBER}/reset-second-factor`]: {
    action: 'member.second_factor_reset',
    ready: async (stage) => ({ params: await member(stage) }),
  },
  [`post ${WORKSPACE}/ownership`]: {
    action: ['ownership.received', 'ownership.given'],
    ready: async (stage) => ({ body: await member(stage) }),
  },
  [`post ${WORKSPACE}/deletion`]: {
    action: 'workspace.deletion_requested',
    ready: async () => ({ body: { name: 'Shop' } }),
  },
  [`delete ${WORKSPACE}/deletion`]: {
    action: 'workspace.deletion_called_off',
    async ready({ post }) {
      await post('/deletion', { name: 'Shop' });
      return {};
    },
  },
  [`put ${SITE}/identity`]: {
    action: 'site.identity_changed',
    ready: async (stage) => ({
      params: await oneSite(stage),
      body: { proof_only: false, keeps_queries: true, activity_days: 7 },
    }),
  },
  [`post ${SITE}/identity/keys`]: {
    action: 'identity_key.made',
    ready: async (stage) => ({ params: await oneSite(stage) }),
  },
  [`delete ${SITE}/identity/keys/{key_id}`]: {
    action: 'identity_key.revoked',
    ready: async (stage) => ({
      params: {
        ...(await oneSite(stage)),
        key_id: (await stage.post<{ id: string }>(`/sites/${stage.site.siteId}/identity/keys`)).id,
      },
    }),
  },
  [`post ${WORKSPACE}/invitations`]: {
    action: 'member.invited',
    ready: async () => ({ body: { email: `${randomUUID()}@example.org`, role: 'agent' } }),
  },
  [`post ${INVITATION}/resend`]: {
    action: 'invitation.resent',
    ready: async (stage) => ({ params: await newInvitation(stage) }),
  },
  [`delete ${INVITATION}`]: {
    action: 'invitation.revoked',
    ready: async (stage) => ({ params: await newInvitation(stage) }),
  },
  [`post ${WORKSPACE}/teams`]: { action: 'team.created', ready: async () => ({ body: team('Sales') }) },
  [`put ${TEAM}`]: {
    action: 'team.changed',
    ready: async (stage) => ({ params: await newTeam(stage), body: team('Support') }),
  },
  [`delete ${TEAM}`]: {
    action: 'team.deleted',
    ready: async (stage) => ({ params: await newTeam(stage) }),
  },
  [`put ${WORKSPACE}/tags/{tag_id}`]: {
    action: 'tag.changed',
    ready: async (stage) => ({
      params: await newTag(stage),
      body: { name: randomUUID(), color: 'red' },
    }),
  },
  [`delete ${WORKSPACE}/tags/{tag_id}`]: {
    action: 'tag.deleted',
    ready: async (stage) => ({ params: await newTag(stage) }),
  },
  [`post ${RESPONSES}`]: { action: 'quick_response.created', ready: async () => ({ body: response() }) },
  [`put ${RESPONSES}/{quick_response_id}`]: {
    action: 'quick_response.changed',
    ready: async (stage) => ({ params: await newResponse(stage), body: response() }),
  },
  [`delete ${RESPONSES}/{quick_response_id}`]: {
    action: 'quick_response.deleted',
    ready: async (stage) => ({ params: await newResponse(stage) }),
  },
  [`post ${RESPONSES}/import`]: {
    action: 'quick_response.imported',
    ready: async () => ({ body: { csv: 'shortcut,text\nhi,Hello', mode: 'strict' } }),
  },
  [`post ${WORKSPACE}/sites`]: { action: 'site.created', ready: async () => ({ body: { name: 'Second' } }) },
  [`put ${SITE}`]: {
    action: 'site.changed',
    async ready(stage) {
      const params = await oneSite(stage);
      const { version } = await versionOf(stage, '');
      const rest = { allowed_origins: [SHOP], languages: ['en'], default_team_id: null, hours: null };
      return { params, body: { version, name: 'Renamed', ...rest } };
    },
  },
  [`post ${SITE}/rotate-key`]: {
    action: 'site.key_rotated',
    ready: async (stage) => ({
      params: await oneSite(stage),
      body: { grace_days: 0 },
    }),
  },
  [`post ${SITE}/archive`]: {
    action: 'site.archived',
    ready: async (stage) => ({ params: await oneSite(stage) }),
  },
  [`post ${SITE}/restore`]: {
    action: 'site.restored',
    async ready(stage) {
      await stage.post(`/sites/${stage.site.siteId}/archive`);
      return { params: await oneSite(stage) };
    },
  },
  [`post ${SITE}/widget/publish`]: {
    action: 'site.widget_published',
    ready: async (stage) => ({ params: await oneSite(stage), body: await drafted(stage, 'teal') }),
  },
  [`post ${SITE}/widget/revert`]: {
    action: 'site.widget_reverted',
    async ready(stage) {
      const path = `/sites/${stage.site.siteId}/widget/publish`;
      for (const accent of ['teal', 'red']) await stage.post(path, await drafted(stage, accent));
      return { params: await oneSite(stage), body: { ...(await versionOf(stage, '/widget')), to: 1 } };
    },
  },
  [`put ${WORKSPACE}/settings`]: {
    action: 'settings.changed',
    ready: async () => ({ body: { base_version: 0, changes: { 'routing.capacity': 7 } } }),
  },
  [`put ${VISITOR}`]: {
    action: 'visitor.changed',
    ready: async (stage) => ({
      params: await visitor(stage),
      body: { name: 'Lena', email: null, attributes: {} },
    }),
  },
  [`post ${VISITOR}/block`]: {
    action: 'visitor.blocked',
    ready: async (stage) => ({ params: await visitor(stage) }),
  },
  [`post ${VISITOR}/unblock`]: {
    action: 'visitor.unblocked',
    async ready(stage) {
      const params = await visitor(stage);
      await stage.post(`/visitors/${params.visitor_id}/block`);
      return { params };
    },
  },
  [`post ${VISITOR}/merge`]: {
    action: 'visitor.merged',
    ready: async (stage) => ({
      params: await visitor(stage),
      body: { duplicate_id: (await visitor(stage)).visitor_id },
    }),
  },
  [`delete ${VISITOR}`]: {
    action: 'visitor.erased',
    ready: async (stage) => ({ params: await visitor(stage) }),
  },
  [`post ${WORKSPACE}/leave`]: { action: 'member.left', ready: async (stage) => (await member(stage), {}) },
};

/** What such routes do without changing how the workspace is. */
const CHANGES_NOTHING = new Set([
  `put ${SITE}/widget/draft`,
  `post ${WORKSPACE}/settings/test-mail`,
  // What a job does is recorded by the job: retention says how much it erased.
  `post ${WORKSPACE}/jobs/{job}/run`,
]);

/** Asks another server first; its record is held by server/sign-in/sign-in.test.ts. */
const RECORDED_ELSEWHERE = new Set([
  `put ${WORKSPACE}/sign-in-provider`,
  `delete ${WORKSPACE}/sign-in-provider`,
]);

const database = useDatabase('pglite');
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp(database());
});
afterAll(() => app.close());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** What these change concerns nobody who manages. */
const OF_EVERYBODY: readonly string[] = ['conversations.work', 'quick_responses.use', 'preferences.own'];

const managing = routeTable.filter(
  ({ method, permission }) =>
    method !== 'get' && isWorkspacePermission(permission) && !OF_EVERYBODY.includes(permission),
);

async function newStage(): Promise<Stage & { headers: Record<string, string> }> {
  const site = await seedSite(database(), [SHOP]);
  const { workspaceId } = site;
  const owner = await seedMember(database(), { workspaceId, role: 'owner' });
  // Somebody who stays when the owner leaves.
  await seedMember(database(), { workspaceId, role: 'owner' });
  const { cookie } = await app.cookieOf(owner.userId);
  const headers = { ...app.fromConsole, cookie };
  const post = async <T>(path: string, body: unknown = {}, method = 'POST'): Promise<T> => {
    const text = method === 'GET' ? {} : { body: JSON.stringify(body) };
    const answer = await app.app.request(`/api/v1/workspaces/${workspaceId}${path}`, {
      method,
      headers,
      ...text,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  };
  return { site, owner, post, headers };
}

const versionOf = async ({ site, post }: Stage, what: string): Promise<{ version: number }> => ({
  version: (await post<{ version: number }>(`/sites/${site.siteId}${what}`, undefined, 'GET')).version,
});

async function drafted(stage: Stage, accent: string): Promise<{ version: number }> {
  const body = { ...(await versionOf(stage, '/widget')), settings: { ...defaultSettings('Shop'), accent } };
  const path = `/sites/${stage.site.siteId}/widget/draft`;
  return { version: (await stage.post<{ version: number }>(path, body, 'PUT')).version };
}

const recorded = async (workspaceId: string) =>
  database()
    .orm.select()
    .from(auditEntries)
    .where(eq(auditEntries.workspaceId, workspaceId))
    .orderBy(auditEntries.id);

describe('[S33] whoever manages', () => {
  it('leaves a trace by every route that changes how the workspace is', () => {
    expect([...Object.keys(CHANGES), ...CHANGES_NOTHING, ...RECORDED_ELSEWHERE].sort()).toEqual(
      managing.map(nameOf).sort(),
    );
  });

  it.each(
    managing
      .filter((route) => Object.hasOwn(CHANGES, nameOf(route)))
      .map((route) => [nameOf(route), route] as const),
  )('%s is recorded, with who did it', async (name, { method, path }) => {
    const stage = await newStage();
    const { action, ready } = CHANGES[name]!;
    const { params = {}, body = {} } = await ready(stage);
    const before = await recorded(stage.site.workspaceId);
    const values: Record<string, string> = { workspace_id: stage.site.workspaceId, ...params };
    const target = path.replace(/\{(\w+)\}/g, (_all, key: string) => values[key]!);
    const answer = await app.app.request(target, {
      method: method.toUpperCase(),
      headers: stage.headers,
      body: JSON.stringify(body),
    });
    expect([answer.ok, answer.ok ? '' : await answer.text()]).toEqual([true, '']);
    const fresh = (await recorded(stage.site.workspaceId)).slice(before.length);
    const actions = typeof action === 'string' ? [action] : action;
    const by = { actorKind: 'agent', actorId: stage.owner.memberId };
    expect(fresh).toMatchObject(actions.map((each) => ({ action: each, ...by })));
  });

  it('who is refused leaves none', async () => {
    const stage = await newStage();
    const { userId } = await seedMember(database(), { workspaceId: stage.site.workspaceId });
    const { cookie } = await app.cookieOf(userId);
    const body = { base_version: 0, changes: { 'routing.capacity': 7 } };
    const path = `/api/v1/workspaces/${stage.site.workspaceId}/settings`;
    const headers = { ...app.fromConsole, cookie };
    const refused = await app.app.request(path, { method: 'PUT', headers, body: JSON.stringify(body) });
    expect(refused.status).toBe(403);
    expect(await recorded(stage.site.workspaceId)).toEqual([]);
  });
});
