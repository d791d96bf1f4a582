import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ALWAYS_OPEN, defaultHours } from '../../shared/hours/default-hours.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import type { GatewayOptions } from '../realtime/gateway.ts';
import { TestNode, visitorHello, visitorPass } from '../realtime/testing/wire-bench.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { useDatabase } from '../testing/test-database.ts';
import { changeSettings } from './change-settings.ts';
import { openingAt } from './opening.ts';
import { SettingsCache } from './settings-cache.ts';

const CLOSED_TILL_THE_SALE = {
  ...defaultHours('UTC'),
  weekly: Array.from({ length: 7 }, () => []),
  holidays: [
    {
      date: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      name: 'Sale',
      slots: [{ from: '09:00', to: '17:00' }],
    },
  ],
};

describe('openingAt', () => {
  it('tells until when it holds, and looks again when that has passed', () => {
    const hours = defaultHours('Europe/Lisbon');
    const monday = (time: string) => new Date(`2027-01-04T${time}Z`);
    expect(openingAt(hours, monday('08:00'))).toEqual({
      open: false,
      changes_at: '2027-01-04T09:00:00.000Z',
    });
    expect(openingAt(hours, monday('08:59:59'))).toEqual({
      open: false,
      changes_at: '2027-01-04T09:00:00.000Z',
    });
    expect(openingAt(hours, monday('09:00'))).toEqual({ open: true, changes_at: '2027-01-04T17:00:00.000Z' });
  });

  it('knows those who are always there', () => {
    expect(openingAt(ALWAYS_OPEN, new Date())).toEqual({ open: true, changes_at: null });
  });
});

describe('what visitors are told of the hours', () => {
  const database = useDatabase('pglite');
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp(database());
  });
  afterAll(() => app.close());

  it('[H7] comes with the page and with the welcome, and costs nothing where it is always open', async () => {
    const seed = await seedWorkspace(database());
    const settingsOf = async () => {
      const answer = await app.get(`/w/${seed.siteKey}.json`);
      return ((await answer.json()) as { settings: PublicSettings }).settings;
    };
    expect(await settingsOf()).not.toHaveProperty('opening');
    const changes = { 'hours.workspace': CLOSED_TILL_THE_SALE };
    await changeSettings(app.services, seed.agent, { base_version: 0, changes });
    const opening = { open: false, changes_at: `${CLOSED_TILL_THE_SALE.holidays[0]!.date}T09:00:00.000Z` };
    await vi.waitFor(async () => expect((await settingsOf()).opening).toEqual(opening), { timeout: 2_000 });

    const cache = new SettingsCache(database(), app.services.bus);
    await cache.ready(seed.workspaceId);
    const openingOf: GatewayOptions['openingOf'] = ({ workspaceId, siteId }) =>
      openingAt(cache.hoursOf(workspaceId, siteId), new Date());
    const node = await new TestNode(database(), { openingOf }).listen();
    const client = await node.client().open();
    client.send(visitorHello(seed, await visitorPass(database(), seed)));
    expect(await client.next('welcome')).toMatchObject({ opening });
    await node.close();
    await cache.stop();
  });
});
