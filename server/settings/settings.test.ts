import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DEFAULT_VALUES, SETTING_KEYS, SETTINGS } from '../../shared/settings/registry.ts';
import { SETTING_SCHEMAS } from '../../shared/settings/setting-schema.ts';
import type { SettingsAnswer, SettingsHistory } from '../../shared/settings/settings-wire.ts';
import type { ErrorBody } from '../../shared/errors.ts';
import { auditEntries } from '../audit/tables.ts';
import { defaultHours } from '../../shared/hours/default-hours.ts';
import { members } from '../members/tables.ts';
import { seedMember, seedSite, type SeededSite } from '../testing/seed-people.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { workspaceSettings } from './tables.ts';

const WITHIN_MS = 2_000;

it('every default fits its own schema', () => {
  for (const key of SETTING_KEYS)
    expect(SETTING_SCHEMAS[key].parse(SETTINGS[key].default)).toEqual(SETTINGS[key].default);
});

it.each(SETTING_KEYS.filter((key) => SETTINGS[key].kind === 'number'))('%s holds its bounds', (key) => {
  const setting = SETTINGS[key] as { min: number; max: number; zero?: 'never' };
  const fits = (value: unknown) => SETTING_SCHEMAS[key].safeParse(value).success;
  expect([setting.min, setting.max].map(fits)).toEqual([true, true]);
  const wrong = [setting.max + 1, setting.min + 0.5, String(setting.min), -1, null, NaN, Infinity, true];
  expect(wrong.map(fits)).toEqual(wrong.map(() => false));
  expect(fits(0)).toBe(setting.zero === 'never');
});

describeEachDatabase('settings', (database) => {
  let node: TestApp;
  let other: TestApp;
  let site: SeededSite;
  let admin: Record<string, string>;
  let colleague: Record<string, string>;
  let path: string;

  const comeIn = async (role: 'admin' | 'agent', workspaceId: string, name?: string) => {
    const { userId, memberId } = await seedMember(database(), { workspaceId, role });
    if (name) {
      const own = and(eq(members.workspaceId, workspaceId), eq(members.id, memberId));
      await database().orm.update(members).set({ name }).where(own);
    }
    return { cookie: (await node.cookieOf(userId)).cookie };
  };

  beforeAll(async () => {
    [node, other] = [await createTestApp(database()), await createTestApp(database())];
  });
  afterAll(() => Promise.all([node.close(), other.close()]));

  const fresh = async () => {
    site = await seedSite(database(), [SHOP]);
    path = `/api/v1/workspaces/${site.workspaceId}/settings`;
    admin = await comeIn('admin', site.workspaceId, 'Ada');
    colleague = await comeIn('admin', site.workspaceId, 'Grace');
  };
  const put = (base_version: number, changes: unknown, headers = admin, at = path) =>
    node.app.request(at, {
      method: 'PUT',
      headers: { ...node.fromConsole, ...headers },
      body: JSON.stringify({ base_version, changes }),
    });
  const answerOf = async (response: Promise<Response> | Response) =>
    (await (await response).json()) as SettingsAnswer;
  const refusalOf = async (response: Promise<Response> | Response) =>
    ((await (await response).json()) as { error: ErrorBody }).error;

  it('begins with the defaults, and keeps what was changed with who and when', async () => {
    await fresh();
    expect(await answerOf(node.get(path, admin))).toEqual({
      version: 0,
      values: JSON.parse(JSON.stringify(DEFAULT_VALUES)),
      changed: [],
      updated: null,
    });
    const saved = await answerOf(put(0, { 'limits.messages_minute': 30, 'chat.typing_preview': true }));
    expect(saved).toMatchObject({
      version: 1,
      changed: expect.arrayContaining(['limits.messages_minute', 'chat.typing_preview']),
      updated: { by: 'Ada' },
      values: { 'limits.messages_minute': 30, 'chat.typing_preview': true, 'routing.capacity': 5 },
    });
    expect(await answerOf(other.get(path, colleague))).toEqual(saved);
    const history = (await (await node.get(`${path}/history`, admin)).json()) as SettingsHistory;
    expect(history).toMatchObject({
      versions: [
        {
          version: 1,
          by: { name: 'Ada' },
          changes: [
            { from: 60, to: 30 },
            { from: false, to: true },
          ],
        },
      ],
      next: null,
    });
    const audit = await database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, site.workspaceId));
    expect(audit).toMatchObject([{ action: 'settings.changed', actorName: 'Ada', targetId: '1' }]);
  });

  it('goes back to the default, and makes no version of what is as it was', async () => {
    await fresh();
    await put(0, { 'routing.capacity': 9 });
    const reset = await answerOf(put(1, { 'routing.capacity': null }));
    expect(reset).toMatchObject({ version: 2, changed: [], values: { 'routing.capacity': 5 } });
    expect(await answerOf(put(2, { 'routing.capacity': 5 }))).toMatchObject({ version: 2 });
    const [row] = await database()
      .orm.select()
      .from(workspaceSettings)
      .where(eq(workspaceSettings.workspaceId, site.workspaceId));
    expect(row?.values).toEqual({});
  });

  it('tells the second who changes the same setting, and lets two change different ones', async () => {
    await fresh();
    await put(0, { 'routing.capacity': 7 }, colleague);
    const refused = await put(0, { 'limits.messages_minute': 30, 'routing.capacity': 8 });
    expect(refused.status).toBe(409);
    const error = await refusalOf(refused);
    expect(error).toMatchObject({ code: 'conflict', field: 'routing.capacity' });
    expect(error.message).toContain('Grace');
    expect(await answerOf(put(0, { 'limits.messages_minute': 30 }))).toMatchObject({
      version: 2,
      values: { 'limits.messages_minute': 30, 'routing.capacity': 7 },
    });
    expect((await put(2, { 'routing.capacity': 8 })).status).toBe(200);
  });

  it('of twenty who change one setting at once, one succeeds', async () => {
    await fresh();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => put(0, { 'routing.capacity': 10 + at })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)]);
  });

  it.each([
    [{ 'limits.messages_minute': 0 }, 'limits.messages_minute'],
    [{ 'limits.messages_minute': '30' }, 'limits.messages_minute'],
    [{ 'routing.capacity': 9, 'mail.sender_address': 'nobody' }, 'mail.sender_address'],
    [{ 'mail.sender_name': 'A\r\nBcc: x@y.z' }, 'mail.sender_name'],
    [{ 'languages.visitor': ['en', 'en'] }, 'languages.visitor'],
    [{ 'languages.visitor': ['tlh'] }, 'languages.visitor.0'],
    [
      { 'hours.workspace': { ...defaultHours('Europe/Lisbon'), time_zone: 'Mars/Olympus' } },
      'hours.workspace.time_zone',
    ],
    [
      {
        'hours.workspace': {
          ...defaultHours('UTC'),
          weekly: [[{ from: '17:00', to: '09:00' }], [], [], [], [], [], []],
        },
      },
      'hours.workspace.weekly.0.0.to',
    ],
    [{ 'no.such': 1 }, 'no.such'],
    [{ constructor: 1 }, undefined],
    [{}, 'changes'],
  ])('refuses %j and names the field; nothing is changed', async (changes, field) => {
    await fresh();
    const refused = await put(0, changes);
    expect(refused.status).toBe(400);
    if (field) expect((await refusalOf(refused)).field).toBe(field);
    expect(await answerOf(node.get(path, admin))).toMatchObject({ version: 0 });
  });

  it('[S2] is nothing to outsiders, and not for agents', async () => {
    await fresh();
    const mine = path;
    const agent = await comeIn('agent', site.workspaceId);
    const elsewhere = await seedSite(database(), [SHOP]);
    const outsider = await comeIn('admin', elsewhere.workspaceId);
    for (const [who, status] of [
      [agent, 403],
      [outsider, 404],
      [{ cookie: '' }, 401],
    ] as const) {
      expect((await put(0, { 'routing.capacity': 9 }, who, mine)).status).toBe(status);
      expect((await node.get(mine, who)).status).toBe(status);
      expect((await node.get(`${mine}/history`, who)).status).toBe(status);
    }
    expect(await answerOf(node.get(mine, admin))).toMatchObject({ version: 0 });
  });

  it('[S26] changes the limits of visitors on both nodes within two seconds, in running sessions too', async () => {
    await fresh();
    const visitor = async (at: TestApp) => {
      const opened = await at.post('/api/v1/visitor/sessions', { site: site.siteKey }, { origin: SHOP });
      const { token } = (await opened.json()) as { token: string };
      const headers = { authorization: `Bearer ${token}`, origin: SHOP };
      const conversation_id = randomUUID();
      const begin = '/api/v1/visitor/conversations';
      const words = () => ({ client_id: randomUUID(), text: 'Hello' });
      const started = await at.post(begin, { conversation_id, ...words() }, headers);
      expect(started.status).toBe(200);
      const say = async () =>
        (await at.post(`${begin}/${conversation_id}/messages`, words(), headers)).status;
      return { say };
    };
    const people = [await visitor(node), await visitor(other)];
    for (const { say } of people) expect([await say(), await say()]).toEqual([200, 200]);
    await put(0, { 'limits.messages_10_seconds': 3 });
    const saved = Date.now();
    // Three messages are sent; the fourth of these ten seconds is one too many as soon as the node knows.
    for (const { say } of people)
      await vi.waitFor(async () => expect(await say()).toBe(429), { timeout: 10_000, interval: 100 });
    expect(Date.now() - saved).toBeLessThan(WITHIN_MS);
    await put(1, { 'limits.messages_10_seconds': 100 });
    for (const { say } of people)
      await vi.waitFor(async () => expect(await say()).toBe(200), { timeout: WITHIN_MS, interval: 100 });
  });
});
