import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { isWorkspacePermission, PERMISSIONS } from '../../shared/authority/permissions.ts';
import { identifyVisitor } from '../identify/identify-visitor.ts';
import { makeIdentityKey } from '../identify/identity-keys.ts';
import { verifyToken } from '../identify/verify-token.ts';
import { identityKeys } from '../identify/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { VisitorActor } from '../identity.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { sites } from '../sites/tables.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedAgent } from '../testing/seed.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';
import { quickResponses } from '../quick-responses/tables.ts';
import { tags } from '../tags/tables.ts';
import { teams } from '../teams/tables.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { visitors } from '../visitors/tables.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import type { Route } from './define-route.ts';
import type { Permission } from './permission.ts';
import { routeTable } from './route-table.ts';

/** A visitor is nobody that the site knows; an identified one is who a token that the site signed names. */
type Role = 'anonymous' | 'visitor' | 'identified' | 'agent' | 'admin' | 'owner' | 'deactivated';
const ROLES: readonly Role[] = [
  'anonymous',
  'visitor',
  'identified',
  'agent',
  'admin',
  'owner',
  'deactivated',
];

interface Example {
  body?: () => unknown;
  /** A thing of this workspace that the path names, new for each call; by the names of the path. */
  ids?: (site: SeededSite) => Promise<Record<string, string>>;
  /** Other parameters than ids. */
  params?: Record<string, string>;
  /** What the route answers to whom it lets in; 200 unless told. */
  status?: number;
  /** Uses up who calls: a new member each time. */
  leaves?: true;
  /** Where that differs for who has no session. */
  statusWithoutSession?: number;
}

const messageBody = () => ({ client_id: randomUUID(), text: 'Hello' });
const endBody = () => ({ client_id: randomUUID() });
const wrongPassword = () => ({ password: 'not the password' });
const VISITOR = '/api/v1/visitor';
const AGENT = '/api/v1/workspaces/{workspace_id}/conversations';
const SETTINGS = '/api/v1/workspaces/{workspace_id}/settings';
const SITES = '/api/v1/workspaces/{workspace_id}/sites';
const AUDIT = '/api/v1/workspaces/{workspace_id}/audit';
const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const VISITORS = `${WORKSPACE}/visitors`;
const AUTH = '/api/v1/auth';
const RESPONSES = `${WORKSPACE}/quick-responses`;
const SHARED_RESPONSES = `${WORKSPACE}/shared-quick-responses`;
const atWork = () => ({ availability: 'online', accepts_chats: true, reason: null });

/** One example a route. A route that is not here fails: add what a right request to it looks like. */
const EXAMPLES: Record<string, Example> = {
  [`post ${VISITOR}/sessions`]: { body: () => ({ site: world.own.siteKey }), status: 201 },
  [`delete ${VISITOR}/session`]: { status: 204 },
  // Nobody signed this; tokens that are right have tests of their own.
  [`post ${VISITOR}/identify`]: {
    body: () => ({ site: world.own.siteKey, token: 'none' }),
    status: 401,
  },
  // The site has a key, so that a name takes proof; details have tests of their own.
  [`post ${VISITOR}/details`]: { body: () => ({ attributes: { plan: 'gold' } }), status: 204 },
  [`post ${VISITOR}/activity`]: {
    body: () => ({ items: [{ kind: 'page', url: 'https://shop.test/', title: 'Shop' }] }),
    status: 204,
  },
  [`get ${VISITOR}/conversations`]: {},
  [`post ${VISITOR}/conversations`]: { body: () => ({ conversation_id: randomUUID(), ...messageBody() }) },
  [`post ${VISITOR}/conversations/{conversation_id}/messages`]: { body: messageBody },
  [`post ${VISITOR}/conversations/{conversation_id}/end`]: { body: endBody },
  [`put ${VISITOR}/conversations/{conversation_id}/read`]: { body: () => ({ position: 1 }) },
  [`get ${VISITOR}/conversations/{conversation_id}/entries`]: {},
  [`get ${VISITOR}/conversations/{conversation_id}/queue-place`]: {},
  // No site of the matrix asks anything; forms have tests of their own.
  [`post ${VISITOR}/conversations/{conversation_id}/form`]: {
    body: () => ({ client_id: randomUUID(), form: { form: 'offline', values: {} } }),
    status: 400,
  },
  // Nothing of the matrix has ended; ratings have tests of their own.
  [`post ${VISITOR}/conversations/{conversation_id}/rating`]: {
    body: () => ({ client_id: randomUUID(), score: 5 }),
    status: 409,
  },
  [`get ${AGENT}/{conversation_id}/rating-link`]: { status: 409 },
  [`get ${AGENT}`]: {},
  [`get ${AGENT}/{conversation_id}`]: {},
  [`get ${AGENT}/{conversation_id}/entries`]: {},
  [`post ${AGENT}/{conversation_id}/messages`]: { body: messageBody },
  [`post ${AGENT}/{conversation_id}/end`]: { body: endBody },
  [`put ${AGENT}/{conversation_id}/read`]: { body: () => ({ position: 1 }) },
  [`post ${AGENT}/{conversation_id}/notes`]: { body: messageBody },
  // To nobody, and of an entry that is none's; transfers and changes have tests of their own.
  [`post ${AGENT}/{conversation_id}/transfer`]: {
    body: () => ({ ...endBody(), to: { kind: 'member', id: randomUUID() } }),
    status: 404,
  },
  [`post ${AGENT}/{conversation_id}/take-over`]: { body: endBody },
  [`post ${AGENT}/{conversation_id}/entries/{seq}/edit`]: {
    params: { seq: '999' },
    body: messageBody,
    status: 404,
  },
  [`post ${AGENT}/{conversation_id}/entries/{seq}/delete`]: {
    params: { seq: '999' },
    body: endBody,
    status: 404,
  },
  [`post ${AGENT}/{conversation_id}/entries/{seq}/redact`]: {
    params: { seq: '999' },
    body: endBody,
    status: 404,
  },
  [`put ${AGENT}/{conversation_id}/mentions`]: { body: () => ({ upto: 1 }) },
  [`get ${WORKSPACE}/mentions`]: {},
  [`get ${WORKSPACE}/deletion`]: {},
  [`post ${WORKSPACE}/deletion`]: { body: () => ({ name: 'Shop' }), status: 201 },
  [`delete ${WORKSPACE}/deletion`]: { status: 204 },
  [`get ${WORKSPACE}/export`]: {},
  [`get ${WORKSPACE}/members`]: {},
  [`get ${WORKSPACE}/members/{member_id}`]: { ids: newMember },
  [`put ${WORKSPACE}/members/{member_id}/role`]: {
    ids: newMember,
    body: () => ({ role: 'admin' }),
    status: 204,
  },
  [`put ${WORKSPACE}/members/{member_id}/chat-limit`]: {
    ids: newMember,
    body: () => ({ chat_limit: 3 }),
    status: 204,
  },
  [`post ${WORKSPACE}/members/{member_id}/deactivate`]: { ids: newMember, status: 204 },
  [`post ${WORKSPACE}/members/{member_id}/reactivate`]: { ids: newMember, status: 204 },
  [`post ${WORKSPACE}/members/{member_id}/reset-second-factor`]: { ids: newMember, status: 204 },
  // Handing ownership to a stranger and leaving a workspace have tests of their own; here they are refused late.
  [`post ${WORKSPACE}/ownership`]: { body: () => ({ member_id: randomUUID() }), status: 404 },
  [`post ${WORKSPACE}/leave`]: { leaves: true, status: 204 },
  [`get ${WORKSPACE}/invitations`]: {},
  [`post ${WORKSPACE}/invitations`]: {
    body: () => ({ email: `${randomUUID()}@example.com`, role: 'agent' }),
    status: 201,
  },
  [`post ${WORKSPACE}/invitations/{invitation_id}/resend`]: { ids: newInvitation },
  [`delete ${WORKSPACE}/invitations/{invitation_id}`]: { ids: newInvitation, status: 204 },
  'post /api/v1/invitations/view': { body: () => ({ token: 'none' }), status: 404 },
  'post /api/v1/invitations/accept': {
    body: () => ({ token: 'none', name: 'Eve', password: 'long enough' }),
    status: 404,
  },
  'post /api/v1/invitations/join': { body: () => ({ token: 'none' }), status: 404 },
  [`get ${WORKSPACE}/preferences`]: {},
  [`put ${WORKSPACE}/preferences`]: { body: () => ({ changes: { 'keys.single': false } }) },
  [`get ${WORKSPACE}/members/{member_id}/availability`]: { ids: newMember },
  [`put ${WORKSPACE}/members/{member_id}/availability`]: { ids: newMember, body: atWork, status: 204 },
  [`get ${WORKSPACE}/availability`]: {},
  [`put ${WORKSPACE}/availability`]: { body: atWork, status: 204 },
  // Nothing is offered, and the conversation is in the queue of no team; offers have tests of their own.
  [`post ${AGENT}/{conversation_id}/offer/accept`]: { status: 409 },
  [`post ${AGENT}/{conversation_id}/offer/decline`]: { status: 409 },
  [`get ${AGENT}/{conversation_id}/routing`]: { status: 409 },
  // Nobody has it: there is nobody to join.
  [`post ${AGENT}/{conversation_id}/join`]: { body: endBody, status: 409 },
  [`get ${WORKSPACE}/availability-changes`]: {},
  [`get ${WORKSPACE}/supervision`]: {},
  [`get ${AGENT}/{conversation_id}/decisions/{seq}`]: { params: { seq: '1' }, status: 404 },
  [`put ${AGENT}/{conversation_id}/snooze`]: { body: () => ({ until: null }) },
  [`delete ${AGENT}/{conversation_id}/snooze`]: {},
  [`put ${AGENT}/{conversation_id}/priority`]: { body: () => ({ priority: 2 }) },
  [`put ${AGENT}/{conversation_id}/tags/{tag_id}`]: { ids: newTag },
  [`delete ${AGENT}/{conversation_id}/tags/{tag_id}`]: { ids: newTag },
  [`get ${WORKSPACE}/tags`]: {},
  [`post ${WORKSPACE}/tags`]: { body: () => ({ name: randomUUID() }) },
  [`put ${WORKSPACE}/tags/{tag_id}`]: {
    ids: newTag,
    body: () => ({ name: randomUUID(), color: 'teal' }),
  },
  [`delete ${WORKSPACE}/tags/{tag_id}`]: { ids: newTag, status: 204 },
  [`get ${WORKSPACE}/teams`]: {},
  [`post ${WORKSPACE}/teams`]: { body: teamBody, status: 201 },
  [`get ${WORKSPACE}/teams/{team_id}/routing`]: { ids: newTeam },
  [`put ${WORKSPACE}/teams/{team_id}`]: { ids: newTeam, body: teamBody },
  [`delete ${WORKSPACE}/teams/{team_id}`]: { ids: newTeam, status: 204 },
  [`get ${RESPONSES}`]: {},
  [`get ${RESPONSES}/version`]: {},
  [`get ${RESPONSES}/export`]: {},
  [`post ${RESPONSES}/uses`]: {
    body: () => ({ client_id: randomUUID(), ids: [randomUUID()] }),
    status: 204,
  },
  [`post ${RESPONSES}`]: { body: responseBody, status: 201 },
  // Nobody has this one; one's own have tests of their own.
  [`put ${RESPONSES}/{quick_response_id}`]: {
    params: { quick_response_id: randomUUID() },
    body: responseBody,
    status: 404,
  },
  [`delete ${RESPONSES}/{quick_response_id}`]: {
    params: { quick_response_id: randomUUID() },
    status: 404,
  },
  [`post ${RESPONSES}/import`]: { body: importBody },
  [`post ${SHARED_RESPONSES}`]: { body: () => ({ ...responseBody(), team_id: null }), status: 201 },
  [`put ${SHARED_RESPONSES}/{quick_response_id}`]: {
    ids: newResponse,
    body: () => ({ ...responseBody(), team_id: null }),
  },
  [`delete ${SHARED_RESPONSES}/{quick_response_id}`]: { ids: newResponse, status: 204 },
  [`post ${SHARED_RESPONSES}/import`]: { body: importBody },
  'post /api/v1/poll': { body: () => ({ hello: { type: 'nothing' } }), status: 400 },
  'get /api/v1/me': {},
  [`post ${AUTH}/sign-in/email`]: {
    body: () => ({ email: 'nobody@example.com', password: 'wrong' }),
    status: 401,
  },
  [`post ${AUTH}/sign-out`]: { body: () => ({}) },
  [`post ${AUTH}/request-password-reset`]: { body: () => ({ email: 'nobody@example.com' }), status: 503 },
  [`post ${AUTH}/reset-password`]: {
    body: () => ({ token: 'none', newPassword: 'long enough' }),
    status: 400,
  },
  [`post ${AUTH}/two-factor/verify-totp`]: {
    body: () => ({ code: '000000' }),
    status: 400,
    statusWithoutSession: 401,
  },
  [`post ${AUTH}/two-factor/verify-backup-code`]: {
    body: () => ({ code: 'x' }),
    status: 400,
    statusWithoutSession: 401,
  },
  [`post ${AUTH}/two-factor/enable`]: { body: wrongPassword, status: 400 },
  [`post ${AUTH}/two-factor/disable`]: { body: wrongPassword, status: 400 },
  [`post ${AUTH}/two-factor/generate-backup-codes`]: { body: wrongPassword, status: 400 },
  [`post ${AUTH}/change-password`]: {
    body: () => ({ currentPassword: 'not the password', newPassword: 'long enough' }),
    status: 400,
  },
  [`get ${AUTH}/provider`]: {},
  [`post ${AUTH}/provider/begin`]: { body: () => ({ workspace_id: randomUUID() }), status: 404 },
  [`post ${AUTH}/provider/finish`]: { body: () => ({ workspace_id: randomUUID(), state: 'x' }), status: 404 },
  [`get ${WORKSPACE}/sign-in-provider`]: {},
  [`put ${WORKSPACE}/sign-in-provider`]: {
    body: () => ({
      version: 0,
      name: 'Login',
      issuer: 'https://127.0.0.1',
      client_id: 'c',
      client_secret: 's',
      domains: [],
      auto_join: false,
      asks_second_factor: false,
      enabled: true,
    }),
    status: 400,
  },
  [`delete ${WORKSPACE}/sign-in-provider`]: { status: 204 },
  'get /api/v1/setup': {},
  'post /api/v1/setup': {
    body: () => ({ token: 'none', name: 'Eve', email: 'eve@example.com', password: 'long enough' }),
    status: 409,
  },
  [`get ${SETTINGS}`]: {},
  [`put ${SETTINGS}`]: { body: () => ({ base_version: 0, changes: { 'routing.capacity': null } }) },
  [`get ${SETTINGS}/history`]: {},
  [`post ${SETTINGS}/test-mail`]: { body: () => ({ sender_name: '', sender_address: '' }), status: 503 },
  [`get ${WORKSPACE}/jobs`]: {},
  [`post ${WORKSPACE}/jobs/{job}/run`]: { params: { job: 'expired' } },
  [`get ${WORKSPACE}/retention-preview`]: {},
  [`get ${SITES}`]: {},
  [`post ${SITES}`]: { body: () => ({ name: 'Shop' }), status: 201 },
  [`get ${SITES}/{site_id}`]: { ids: newSite },
  [`put ${SITES}/{site_id}`]: {
    ids: newSite,
    body: () => ({
      version: 0,
      name: 'Shop',
      allowed_origins: [SHOP],
      languages: ['en'],
      default_team_id: null,
      hours: null,
    }),
    status: 409,
  },
  [`post ${SITES}/{site_id}/rotate-key`]: { ids: newSite, body: () => ({ grace_days: 0 }), status: 409 },
  [`post ${SITES}/{site_id}/archive`]: { ids: newSite },
  [`post ${SITES}/{site_id}/restore`]: { ids: newSite },
  [`get ${SITES}/{site_id}/widget`]: { ids: newSite },
  [`put ${SITES}/{site_id}/widget/draft`]: {
    ids: newSite,
    body: () => ({ version: 0, settings: defaultSettings('Shop') }),
    status: 409,
  },
  [`post ${SITES}/{site_id}/widget/publish`]: { ids: newSite, body: () => ({ version: 0 }), status: 409 },
  [`post ${SITES}/{site_id}/widget/revert`]: {
    ids: newSite,
    body: () => ({ version: 0, to: 1 }),
    status: 409,
  },
  [`get ${SITES}/{site_id}/widget/versions`]: { ids: newSite },
  [`get ${SITES}/{site_id}/identity`]: { ids: newSite },
  [`put ${SITES}/{site_id}/identity`]: {
    ids: newSite,
    body: () => ({ proof_only: true, keeps_queries: false, activity_days: 30 }),
    status: 409,
  },
  [`post ${SITES}/{site_id}/identity/keys`]: { ids: newSite, status: 409 },
  [`delete ${SITES}/{site_id}/identity/keys/{key_id}`]: { ids: newIdentityKey },
  [`get ${VISITORS}/{visitor_id}/activity`]: { ids: idleVisitor },
  [`get ${AUDIT}`]: {},
  [`get ${AUDIT}/filters`]: {},
  [`get ${AUDIT}/export`]: {},
  [`get ${VISITORS}`]: {},
  [`get ${VISITORS}/{visitor_id}`]: { ids: idleVisitor },
  [`get ${VISITORS}/{visitor_id}/conversations`]: { ids: idleVisitor },
  [`put ${VISITORS}/{visitor_id}`]: {
    ids: idleVisitor,
    body: () => ({ name: 'Lena', email: null, attributes: {} }),
  },
  [`post ${VISITORS}/{visitor_id}/block`]: { ids: idleVisitor, status: 204 },
  [`post ${VISITORS}/{visitor_id}/unblock`]: { ids: idleVisitor, status: 204 },
  // A duplicate that nobody knows is refused late; merging has tests of its own.
  [`post ${VISITORS}/{visitor_id}/merge`]: {
    ids: idleVisitor,
    body: () => ({ duplicate_id: randomUUID() }),
    status: 404,
  },
  [`get ${VISITORS}/{visitor_id}/export`]: { ids: idleVisitor },
  [`delete ${VISITORS}/{visitor_id}`]: { ids: idleVisitor, status: 204 },
  'get /healthz': {},
  'get /readyz': {},
  'get /api/v1/openapi.json': {},
  'get /api/v1/widget/pinned': {},
  'get /w/a/{file}': { params: { file: 'panel.abc123.js' } },
  'get /v/{version}/{file}': { params: { version: '1.2.3-abc', file: 'widget.js' } },
  'get /w/{file}': { params: { file: 'unknown.js' }, status: 404 },
  'get /': { status: 302 },
  'get /console': { status: 302 },
  'get /console/{rest*}': { params: { 'rest*': '' } },
  'get /demo/{rest*}': { params: { 'rest*': '' } },
  'get /demo': { status: 302 },
  // A link that nobody made; those that are right have tests of their own.
  'get /rate/{token}': { params: { token: 'none' }, status: 404 },
  // It takes the form of its own page, and no JSON.
  'post /rate/{token}': { params: { token: 'none' }, body: () => ({}), status: 400 },
};

/** Who is let in: outside of workspaces by this list, inside by the one table of roles. */
function allowed(permission: Permission): readonly Role[] {
  if (permission === 'public') return ROLES;
  if (permission === 'visitor') return ['visitor', 'identified'];
  if (permission === 'signed_in') return ['agent', 'admin', 'owner', 'deactivated'];
  return PERMISSIONS[permission].roles;
}

/** Archived, so that it does not count among the sites that a workspace may have. */
async function newSite({ workspaceId }: SeededSite): Promise<Record<string, string>> {
  const id = randomUUID();
  const settings = defaultSettings('Shop');
  const row = { workspaceId, id, key: id, allowedOrigins: [SHOP], settings, archivedAt: new Date() };
  await database().orm.insert(sites).values(row);
  return { site_id: id };
}

async function newIdentityKey({ workspaceId, siteId }: SeededSite): Promise<Record<string, string>> {
  const key_id = randomUUID();
  await database().orm.insert(identityKeys).values({ workspaceId, siteId, id: key_id, secret: 'sealed' });
  return { site_id: siteId, key_id };
}

async function newMember({ workspaceId }: SeededSite) {
  return { member_id: (await seedMember(database(), { workspaceId })).memberId };
}

async function idleVisitor({ workspaceId, siteId }: SeededSite) {
  const id = randomUUID();
  await database().orm.insert(visitors).values({ workspaceId, id, siteId });
  return { visitor_id: id };
}

async function newInvitation({ workspaceId }: SeededSite) {
  const { memberId: invitedBy } = await seedMember(database(), { workspaceId });
  const email = `${randomUUID()}@example.com`;
  const expiresAt = new Date(Date.now() + 60_000);
  const row = { workspaceId, id: randomUUID(), email, role: 'agent' as const, tokenHash: email, invitedBy };
  await database()
    .orm.insert(invitations)
    .values({ ...row, expiresAt });
  return { invitation_id: row.id };
}

async function newTeam({ workspaceId }: SeededSite) {
  const id = randomUUID();
  await database().orm.insert(teams).values({ workspaceId, id, name: id, strategy: 'manual' });
  return { team_id: id };
}

async function newTag({ workspaceId }: SeededSite) {
  const id = randomUUID();
  await database().orm.insert(tags).values({ workspaceId, id, name: id, color: 'blue' });
  return { tag_id: id };
}

async function newResponse({ workspaceId }: SeededSite) {
  const id = randomUUID();
  const words = { shortcut: id, title: 'Hello', folder: '', text: 'Hello' };
  await database()
    .orm.insert(quickResponses)
    .values({ workspaceId, id, ...words, change: 1 });
  return { quick_response_id: id };
}

function responseBody() {
  return { shortcut: randomUUID(), title: 'Hello', folder: '', text: 'Hello' };
}

function importBody() {
  return { csv: `shortcut,text\n${randomUUID()},Hello\n`, mode: 'strict' };
}

function teamBody() {
  const limits = { chat_limit: null, queue_limit: null, overflow_team_id: null, hours: null };
  return { name: randomUUID(), strategy: 'manual', expectation: '', member_ids: [], ...limits };
}

interface World {
  own: SeededSite;
  foreign: SeededSite;
  /** Of the own site's identity key. */
  secret: string;
  users: Record<Exclude<Role, 'anonymous' | 'visitor' | 'identified'>, string>;
}

let world: World;
let test: TestApp;
const database = useDatabase('pglite');

beforeAll(async () => {
  const db = database();
  test = await createTestApp(db);
  const own = await seedSite(db, [SHOP]);
  const foreign = await seedSite(db, [SHOP], 'Other shop');
  const userOf = async (role: 'agent' | 'admin' | 'owner', deactivated = false) =>
    (await seedMember(db, { workspaceId: own.workspaceId, role, deactivated })).userId;
  const users = {
    agent: await userOf('agent'),
    admin: await userOf('admin'),
    owner: await userOf('owner'),
    deactivated: await userOf('owner', true),
  };
  const admin = await seedAgent(db, own.workspaceId, 'Ada', 'admin');
  const { secret } = await makeIdentityKey(test.services, admin, own.siteId);
  world = { own, foreign, secret, users };
});
afterAll(() => test.close());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

async function newVisitor(
  site: SeededSite,
): Promise<{ token: string; actor: VisitorActor; conversationId: string }> {
  const { token } = await openVisitorSession(test.services, { siteKey: site.siteKey, origin: SHOP });
  const actor = await resolveVisitor(test.services, { token, origin: SHOP });
  const conversationId = randomUUID();
  await startConversation(test.services, actor, { conversation_id: conversationId, ...messageBody() });
  return { token, actor, conversationId };
}

/** The same with a token of its own, which the signed one was given for. */
async function newIdentified(site = world.own): Promise<{ token: string; conversationId: string }> {
  const { token, conversationId } = await newVisitor(site);
  const signed = await new SignJWT({ name: 'Lena' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(randomUUID())
    .setAudience(site.siteKey)
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(new TextEncoder().encode(world.secret));
  const known = await findSiteByKey(database(), site.siteKey);
  const vouched = await verifyToken(test.services, known!, signed);
  const actor = await resolveVisitor(test.services, { token, origin: SHOP });
  const present = { actor, token };
  const given = await identifyVisitor(test.services, { site: known!, vouched, present });
  return { token: given.token, conversationId };
}

const isVisitor = (role: Role): role is 'visitor' | 'identified' =>
  role === 'visitor' || role === 'identified';

const hasSession = (role: Role): boolean => role !== 'anonymous' && !isVisitor(role);

function expectedOf(route: Route, role: Role): number {
  const { permission } = route;
  const { status = 200, statusWithoutSession = status } = EXAMPLES[nameOf(route)] ?? {};
  if (allowed(permission).includes(role)) return hasSession(role) ? status : statusWithoutSession;
  if (!hasSession(role) || permission === 'visitor') return 401;
  return role === 'deactivated' ? 404 : 403;
}

/** What is no id. Every route meets each of these, from one role or another. */
const ODD_IDS = ['undefined', 'null', '*', '%20', "'"];
const oddFor = (role: Role): string => ODD_IDS[ROLES.indexOf(role) % ODD_IDS.length] as string;

const namesConversation = ({ path }: Route) => path.includes('{conversation_id}');

const withParameter = (name: string) => routeTable.filter(({ path }) => path.includes(`{${name}}`));

const withOwnIds = routeTable.filter((route) => EXAMPLES[nameOf(route)]?.ids !== undefined);

const consoleWrites = routeTable.filter(({ surface, method }) => surface === 'console' && method !== 'get');

const cases = (routes: readonly Route[], roles: (route: Route) => readonly Role[]) =>
  routes.flatMap((route) => roles(route).map((role) => ({ name: nameOf(route), route, role })));

/** An agent may reach every conversation of the workspace, a visitor only the visitor's own. */
async function strangersTo(role: Role) {
  const elsewhere = await newVisitor(world.foreign);
  if (!isVisitor(role)) return [elsewhere];
  return [elsewhere, await newVisitor(world.own), await newIdentified()];
}

interface Caller {
  headers: Record<string, string>;
  /** A conversation that this role may reach, where there is one; made where the path names one. */
  conversationId: string;
}

async function callerOf(role: Role, route: Route): Promise<Caller> {
  const isAsked = isVisitor(role) || namesConversation(route);
  const make = role === 'identified' ? newIdentified : newVisitor;
  const { token, conversationId } = isAsked ? await make(world.own) : { token: '', conversationId: '' };
  const origin = route.surface === 'site' ? SHOP : test.services.config.publicOrigin;
  const common = { origin, 'content-type': 'application/json' };
  if (role === 'anonymous') return { headers: common, conversationId };
  if (isVisitor(role)) return { headers: { ...common, authorization: `Bearer ${token}` }, conversationId };
  const leaves = EXAMPLES[nameOf(route)]?.leaves === true && role !== 'deactivated';
  const userId = leaves
    ? (await seedMember(database(), { workspaceId: world.own.workspaceId, role })).userId
    : world.users[role];
  const { cookie } = await test.cookieOf(userId);
  return { headers: { ...common, cookie }, conversationId };
}

type Ids = Record<string, string>;

const idsOf = (route: Route, site: SeededSite): Promise<Ids> | undefined =>
  EXAMPLES[nameOf(route)]?.ids?.(site);

async function call(
  route: Route,
  headers: Record<string, string>,
  ids: Ids,
): Promise<{ status: number; body: string }> {
  const example = EXAMPLES[nameOf(route)];
  const values: Record<string, string | undefined> = { ...ids, ...example?.params };
  const path = route.path.replace(/\{(\w+\*?)\}/g, (_all, name: string) => values[name] ?? '');
  const method = route.method.toUpperCase();
  const body = example?.body && JSON.stringify(example.body());
  const response = await test.app.request(path, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.text() };
}

const seqOf = async (conversationId: string): Promise<number | undefined> => {
  if (conversationId === '') return undefined;
  const rows = await database().orm.execute<{ seq: number }>(
    sql`select seq from conversations where id = ${conversationId}`,
  );
  return rows[0]?.seq;
};

describe('[S2] the matrix of permissions', () => {
  it('has an example of every route, and no example of none', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(routeTable.map(nameOf).sort());
  });

  it('asks for a role in every path of a workspace, and nowhere else', () => {
    for (const { path, permission } of routeTable) {
      expect(isWorkspacePermission(permission), path).toBe(path.includes('{workspace_id}'));
    }
  });

  it('names every route once', () => {
    expect(new Set(routeTable.map(nameOf)).size).toBe(routeTable.length);
  });

  it.each(cases(routeTable, () => ROLES))('$name is open or shut to: $role', async ({ route, role }) => {
    const { headers, conversationId } = await callerOf(role, route);
    const before = await seqOf(conversationId);
    const answer = await call(route, headers, {
      workspace_id: world.own.workspaceId,
      conversation_id: conversationId,
      ...(await idsOf(route, world.own)),
    });
    expect(answer.status, answer.body).toBe(expectedOf(route, role));
    const mayChange = allowed(route.permission).includes(role);
    expect(mayChange || (await seqOf(conversationId)) === before).toBe(true);
  });

  it.each(cases(withParameter('workspace_id'), () => ROLES))(
    '$name has one answer for foreign and unknown workspaces to: $role',
    async ({ route, role }) => {
      const { headers, conversationId } = await callerOf(role, route);
      const theirs = namesConversation(route) ? (await newVisitor(world.foreign)).conversationId : '';
      const before = await seqOf(theirs);
      const foreign = await call(route, headers, {
        workspace_id: world.foreign.workspaceId,
        conversation_id: theirs,
        ...(await idsOf(route, world.foreign)),
      });
      const own = await idsOf(route, world.own);
      for (const workspace_id of [randomUUID(), oddFor(role)]) {
        const unknown = await call(route, headers, { workspace_id, conversation_id: conversationId, ...own });
        expect(unknown).toEqual(foreign);
      }
      expect(foreign.status).toBe(hasSession(role) ? 404 : 401);
      expect(await seqOf(theirs)).toBe(before);
    },
  );

  it.each(cases(withParameter('conversation_id'), ({ permission }) => allowed(permission)))(
    '$name has one answer for foreign and unknown conversations to: $role',
    async ({ route, role }) => {
      const { headers } = await callerOf(role, route);
      const workspace_id = world.own.workspaceId;
      const unknown = await call(route, headers, { workspace_id, conversation_id: randomUUID() });
      expect(unknown.status).toBe(404);
      for (const { conversationId } of await strangersTo(role)) {
        const before = await seqOf(conversationId);
        const foreign = await call(route, headers, { workspace_id, conversation_id: conversationId });
        expect(foreign).toEqual(unknown);
        expect(await seqOf(conversationId)).toBe(before);
      }
      for (const conversation_id of ['undefined', 'null', '0', '%00']) {
        expect((await call(route, headers, { workspace_id, conversation_id })).status).toBe(404);
      }
    },
  );

  it.each(cases(withOwnIds, ({ permission }) => allowed(permission)))(
    '$name has one answer for foreign and unknown ids to: $role',
    async ({ route, role }) => {
      const { headers } = await callerOf(role, route);
      const workspace_id = world.own.workspaceId;
      const theirs = (await idsOf(route, world.foreign)) ?? {};
      const foreign = await call(route, headers, { workspace_id, ...theirs });
      expect(foreign.status).toBe(404);
      for (const id of [randomUUID(), 'undefined', 'null', '0', '%00']) {
        const ids = Object.fromEntries(Object.keys(theirs).map((name) => [name, id]));
        expect((await call(route, headers, { workspace_id, ...ids })).status).toBe(404);
      }
    },
  );

  it.each(cases(consoleWrites, ({ permission }) => allowed(permission).filter(hasSession)))(
    '[S17] $name is refused from another origin, though the cookie is right, to: $role',
    async ({ route, role }) => {
      const { headers, conversationId } = await callerOf(role, route);
      const ids = {
        workspace_id: world.own.workspaceId,
        conversation_id: conversationId,
        ...(await idsOf(route, world.own)),
      };
      const before = await seqOf(conversationId);
      const { origin: _own, ...nowhere } = headers;
      const foreign: Record<string, string>[] = [
        { origin: SHOP },
        { origin: 'null' },
        {},
        { 'sec-fetch-site': 'cross-site' },
      ];
      for (const from of foreign) {
        expect((await call(route, { ...nowhere, ...from }, ids)).status).toBe(403);
      }
      expect(await seqOf(conversationId)).toBe(before);
    },
  );
});
