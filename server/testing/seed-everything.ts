import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { ALWAYS_OPEN } from '../../shared/hours/default-hours.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { setRead } from '../conversations/set-read.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { invitations } from '../invitations/tables.ts';
import { jobResults } from '../jobs/tables.ts';
import type { Services } from '../services.ts';
import { countUses } from '../quick-responses/count-uses.ts';
import { createPersonal, createShared } from '../quick-responses/save-quick-response.ts';
import { signInProviders } from '../sign-in/tables.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { identityKeys } from '../identify/tables.ts';
import { retiredSiteKeys, sites, widgetSettingsVersions } from '../sites/tables.ts';
import { createTag } from '../tags/save-tag.ts';
import { createTeam } from '../teams/save-team.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { visitorActivity } from '../visitors/tables.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { seedRouted } from './seed-routed.ts';
import { seedIdle } from './seed-idle.ts';
import { seedAgent, seedWorkspace, type Seed } from './seed.ts';

const ORIGIN = 'https://shop.example.org';

export interface Everything extends Seed {
  owner: AgentActor;
  /** A visitor's token. */
  token: string;
}

/** A workspace that has something of everything: `count` conversations, and what stands on each other in circles. */
export async function seedEverything(services: Services, count: number): Promise<Everything> {
  const { db } = services;
  const seed = await seedWorkspace(db);
  const { workspaceId, siteId } = seed;
  const owner = await seedAgent(db, workspaceId, 'Olu', 'owner');
  await seedIdle(db, seed, count, 5);
  const { token } = await openVisitorSession(services, { siteKey: seed.siteKey, origin: ORIGIN });
  const visitor = await resolveVisitor(services, { token, origin: ORIGIN });
  const conversation_id = randomUUID();
  await startConversation(services, visitor, { conversation_id, client_id: randomUUID(), text: 'CANARY' });
  await db.orm
    .insert(identityKeys)
    .values({ workspaceId, siteId, id: randomUUID(), secret: 'CANARY-SEALED' });
  await db.orm.insert(visitorActivity).values({
    ...{ workspaceId, id: randomUUID(), visitorId: visitor.visitorId },
    ...{ kind: 'page', name: 'Ferns', url: 'https://shop.example.org/ferns' },
  });
  await setRead(services, owner, { conversation_id, position: 1 });
  const changes = { 'hours.workspace': { ...ALWAYS_OPEN, time_zone: 'Asia/Kolkata' } };
  await changeSettings(services, owner, { base_version: 0, changes });
  const teamId = await seedPlaces(services, { ...seed, owner });
  await seedRouted(services, { conversationId: conversation_id, teamId, owner, agent: seed.agent });
  await recordAudit(db.orm, owner, {
    action: 'test.seeded',
    target: { type: 'site', id: siteId, label: 'Shop' },
  });
  return { ...seed, owner, token };
}

async function seedPlaces(
  services: Services,
  { workspaceId, siteId, agent, owner }: Seed & { owner: AgentActor },
): Promise<string> {
  const { orm }: Database = services.db;
  const plain = {
    strategy: 'manual',
    sticky: false,
    offer_seconds: null,
    chat_limit: 2,
    queue_limit: 5,
    expectation: 'Soon',
  } as const;
  const team = (name: string, overflow_team_id: string | null) =>
    createTeam(services, owner, {
      ...plain,
      name,
      overflow_team_id,
      hours: ALWAYS_OPEN,
      member_ids: [agent.memberId],
    });
  const first = await team('First', null);
  await team('Second', first.id);
  const placed = { workspaceId, siteId };
  const inAnHour = new Date(Date.now() + 3_600_000);
  await orm.update(sites).set({ defaultTeamId: first.id }).where(eq(sites.workspaceId, workspaceId));
  await seedResponses(services, owner, first.id);
  await createTag(services, owner, { name: 'Billing' });
  await orm.insert(retiredSiteKeys).values({ ...placed, key: randomUUID(), validUntil: inAnHour });
  await orm.insert(widgetSettingsVersions).values({ ...placed, version: 1, settings: {} });
  await orm
    .insert(jobResults)
    .values({ workspaceId, name: 'idle', ranAt: new Date(), counts: { warned: 1 } });
  await orm.insert(signInProviders).values({
    workspaceId,
    id: randomUUID(),
    version: 1,
    name: 'Company',
    issuer: 'https://login.example.org',
    clientId: 'CLIENT',
    clientSecret: 'CANARY-SEALED',
    domains: ['example.org'],
    autoJoin: true,
    asksSecondFactor: false,
    enabled: true,
  });
  await orm.insert(invitations).values({
    workspaceId,
    id: randomUUID(),
    email: 'new@example.org',
    role: 'agent',
    tokenHash: randomUUID(),
    invitedBy: owner.memberId,
    expiresAt: inAnHour,
  });
  return first.id;
}

async function seedResponses(services: Services, owner: AgentActor, teamId: string): Promise<void> {
  const words = (shortcut: string) => ({ shortcut, title: shortcut, folder: 'Greetings', text: 'Hello' });
  const own = await createPersonal(services, owner, words('own'));
  await createShared(services, owner, { ...words('team'), team_id: teamId });
  await createShared(services, owner, { ...words('all'), team_id: null });
  await countUses(services, owner, { client_id: randomUUID(), ids: [own.id] });
}
