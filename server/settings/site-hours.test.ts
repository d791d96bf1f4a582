import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultHours } from '../../shared/hours/default-hours.ts';
import type { BusinessHours } from '../../shared/hours/schema.ts';
import type { TeamRequest } from '../../shared/protocol/teams.ts';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import { SITE_ORIGIN, TestNode, visitorPass } from '../realtime/testing/wire-bench.ts';
import { readSite } from '../sites/list-sites.ts';
import { updateSite } from '../sites/update-site.ts';
import { createTeam, changeTeam, deleteTeam } from '../teams/save-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { createTestApp } from '../testing/test-app.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { changeSettings } from './change-settings.ts';
import { openingAt } from './opening.ts';
import { SettingsCache } from './settings-cache.ts';
import { readSiteHours } from './site-hours.ts';

const TEAM: TeamRequest = {
  name: 'Sales',
  strategy: 'manual',
  sticky: false,
  offer_seconds: null,
  chat_limit: null,
  queue_limit: null,
  expectation: '',
  overflow_team_id: null,
  hours: null,
  member_ids: [],
};
const zoned = (zone: string, from = '09:00') => ({
  ...defaultHours(zone),
  weekly: Array.from({ length: 7 }, () => [{ from, to: '17:00' }]),
});

/** Nine o'clock at the site, the day before its clocks change and the day after. Kolkata's never do. */
const NINE: [zone: string, before: string, after: string][] = [
  ['Europe/Lisbon', '2027-03-27T09:00:00.000Z', '2027-03-28T08:00:00.000Z'],
  ['America/New_York', '2026-10-31T13:00:00.000Z', '2026-11-01T14:00:00.000Z'],
  ['Asia/Kolkata', '2027-03-27T03:30:00.000Z', '2027-03-28T03:30:00.000Z'],
  ['Australia/Lord_Howe', '2027-04-02T22:00:00.000Z', '2027-04-03T22:30:00.000Z'],
];

describeEachDatabase('hours of sites', (database) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const change = async (over: { default_team_id?: string | null; hours?: BusinessHours | null }) => {
      const { row } = await readSite(services, admin, seed.siteId);
      await updateSite(services, admin, seed.siteId, {
        version: row.version,
        name: row.name || 'Shop',
        allowed_origins: [SITE_ORIGIN],
        languages: row.languages,
        default_team_id: row.defaultTeamId,
        hours: row.hours,
        ...over,
      });
    };
    const nowOf = async () =>
      (await readSiteHours(database().orm, seed.workspaceId, seed.siteId)).get(seed.siteId)?.time_zone;
    return { services, seed, admin, change, nowOf };
  };

  it('are its own, else those of its default team, else those of the workspace', async () => {
    const { services, admin, change, nowOf } = await stage();
    const team = await createTeam(services, admin, { ...TEAM, hours: zoned('Asia/Kolkata') });
    expect(await nowOf()).toBeUndefined();
    await change({ default_team_id: team.id });
    expect(await nowOf()).toBe('Asia/Kolkata');
    await change({ hours: zoned('Europe/Lisbon') });
    expect(await nowOf()).toBe('Europe/Lisbon');
    await change({ hours: null });
    await changeTeam(services, admin, { ...TEAM, team_id: team.id, hours: zoned('America/New_York') });
    expect(await nowOf()).toBe('America/New_York');
    await deleteTeam(services, admin, { team_id: team.id });
    expect(await nowOf()).toBeUndefined();
  });

  it('are followed by every node, by a bus or without one', async () => {
    const { services, seed, admin, change } = await stage();
    const { workspaceId, siteId } = seed;
    const caches = [services.bus, createInProcessBus()].map((bus) => new SettingsCache(database(), bus));
    closing.push(...caches.map((cache) => () => cache.stop()));
    const seen = () => caches.map((cache) => cache.hoursOf(workspaceId, siteId).time_zone);
    for (const cache of caches) await cache.ready(workspaceId);
    expect(seen()).toEqual(['UTC', 'UTC']);
    const follow = async (zone: string) => {
      await vi.waitFor(() => expect(seen()).toEqual([zone, zone]), { timeout: 2_000, interval: 20 });
    };
    await change({ hours: zoned('Europe/Lisbon') });
    await follow('Europe/Lisbon');
    const team = await createTeam(services, admin, { ...TEAM, hours: zoned('Asia/Kolkata') });
    await change({ hours: null, default_team_id: team.id });
    await follow('Asia/Kolkata');
    await changeTeam(services, admin, { ...TEAM, team_id: team.id });
    await follow('UTC');
    const changes = { 'hours.workspace': zoned('America/New_York') };
    await changeSettings(services, admin, { base_version: 100, changes });
    await follow('America/New_York');
  });

  it.each(NINE)('keep nine o’clock over the change of clocks: %s', async (zone, before, after) => {
    const { seed, change } = await stage();
    await change({ hours: zoned(zone) });
    const cache = new SettingsCache(database(), createInProcessBus());
    closing.push(() => cache.stop());
    await cache.ready(seed.workspaceId);
    for (const nine of [before, after]) {
      const hours = cache.hoursOf(seed.workspaceId, seed.siteId);
      const early = new Date(Date.parse(nine) - 60_000);
      // Anew each time: what was looked up once holds until it changes, and these are two different days.
      expect(openingAt({ ...hours }, early)).toEqual({ open: false, changes_at: nine });
      expect(openingAt({ ...hours }, new Date(nine)).open).toBe(true);
    }
  });

  describe('[H7] in an open panel', () => {
    it('follow within two seconds, on every node, and leave other sites in peace', async () => {
      const { services, seed, change } = await stage();
      const other = await seedWorkspace(database());
      const buses = [services.bus, createInProcessBus()];
      const nodes: TestNode[] = [];
      for (const bus of buses) {
        const cache = new SettingsCache(database(), bus);
        const node = await new TestNode(database(), {
          bus,
          openingOf: ({ workspaceId, siteId }) => openingAt(cache.hoursOf(workspaceId, siteId), new Date()),
        }).listen();
        closing.push(
          () => cache.stop(),
          () => node.close(),
        );
        for (const { workspaceId } of [seed, other]) await cache.ready(workspaceId);
        nodes.push(node);
      }
      await change({});
      const pass = await visitorPass(database(), seed);
      const panels = await Promise.all(nodes.map((node) => node.visitor(seed, pass)));
      const stranger = await nodes[0]!.visitor(other, await visitorPass(database(), other));
      await change({ hours: { ...zoned('UTC'), weekly: Array.from({ length: 7 }, () => []) } });
      await vi.waitFor(
        () => {
          for (const panel of panels)
            expect(panel.heard.at(-1)).toMatchObject({
              type: 'welcome',
              opening: { open: false, changes_at: null },
              conversations: [],
            });
        },
        { timeout: 2_000, interval: 20 },
      );
      expect(panels.map(({ goodbye, heard }) => [goodbye, heard.length])).toEqual([
        [null, 2],
        [null, 2],
      ]);
      expect(stranger.heard).toHaveLength(1);
    });
  });

  it('come with the page', async () => {
    const { seed, change } = await stage();
    const app = await createTestApp(database());
    closing.push(() => app.close());
    await change({ hours: zoned('Europe/Lisbon') });
    const answer = await app.get(`/w/${seed.siteKey}.json`);
    expect(((await answer.json()) as { settings: object }).settings).toHaveProperty('opening');
  });
});
