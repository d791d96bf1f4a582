import { randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { SETTINGS_SHAPE } from '../../shared/widget-settings/schema.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import { auditEntries } from '../audit/tables.ts';
import type { EncodedBody } from '../pages/encoded-body.ts';
import { SiteLoaders } from '../pages/site-loaders.ts';
import { seedMember } from '../testing/seed-people.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { describeEachDatabase, useDatabase } from '../testing/test-database.ts';
import { createSite } from './create-site.ts';
import { listWidgetVersions } from './list-widget-versions.ts';
import { publishWidget, revertWidget } from './publish-widget.ts';
import { sites } from './tables.ts';
import { readWidget, saveWidgetDraft } from './widget-draft.ts';

const settings = (over: Partial<WidgetSettings> = {}): WidgetSettings => ({
  ...defaultSettings('Shop'),
  ...over,
});

describeEachDatabase('widget settings', (database) => {
  const services = () => ({ db: database() });
  const begin = async () => {
    const { agent } = await seedWorkspace(database());
    const { id } = await createSite(services(), agent, { name: 'Shop', allowed_origins: [] });
    const save = async (over: Partial<WidgetSettings>) => {
      const { version } = await readWidget(services(), agent, id);
      return saveWidgetDraft(services(), agent, id, { version, settings: settings(over) });
    };
    const publish = async (over: Partial<WidgetSettings>) =>
      publishWidget(services(), agent, id, (await save(over)).version);
    return { agent, id, save, publish };
  };

  it('keep a draft beside what is published, until it is published', async () => {
    const { agent, id, save } = await begin();
    const saved = await save({ accent: 'teal' });
    expect([saved.draft.accent, saved.published.accent]).toEqual(['teal', '#00704e']);
    const published = await publishWidget(services(), agent, id, saved.version);
    expect([published.draft.accent, published.published.accent, published.published_version]).toEqual([
      'teal',
      'teal',
      2,
    ]);
    expect(await readWidget(services(), agent, id)).toEqual(published);
  });

  it('refuse to go over what somebody else did meanwhile', async () => {
    const { agent, id, save } = await begin();
    const { version } = await readWidget(services(), agent, id);
    await save({ accent: 'teal' });
    const stale = { code: 'conflict', field: 'version' };
    const mine = { version, settings: settings({ accent: 'red' }) };
    await expect(saveWidgetDraft(services(), agent, id, mine)).rejects.toMatchObject(stale);
    await expect(publishWidget(services(), agent, id, version)).rejects.toMatchObject(stale);
    await expect(revertWidget(services(), agent, id, { version, to: 1 })).rejects.toMatchObject(stale);
    const both = await readWidget(services(), agent, id);
    const race = ['blue', 'green'].map((accent) =>
      saveWidgetDraft(services(), agent, id, { version: both.version, settings: settings({ accent }) }),
    );
    const won = (await Promise.allSettled(race)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });

  it('have a history of who changed what, and go back to any of it', async () => {
    const { agent, id, publish } = await begin();
    await publish({ accent: 'teal' });
    const second = await publish({ accent: 'red', greeting: 'Hi' });
    const back = await revertWidget(services(), agent, id, { version: second.version, to: 1 });
    expect(back.published).toEqual(settings());
    const { versions, next } = await listWidgetVersions(services(), agent, id, undefined);
    expect(next).toBeNull();
    expect(versions.map(({ version, by, reverted_to }) => [version, by, reverted_to])).toEqual([
      [4, agent.name, 1],
      [3, agent.name, null],
      [2, agent.name, null],
      [1, null, null],
    ]);
    expect(versions[1]?.changes).toEqual([
      { field: 'accent', from: 'teal', to: 'red' },
      { field: 'greeting', from: '', to: 'Hi' },
    ]);
    const never = revertWidget(services(), agent, id, { version: back.version, to: 99 });
    await expect(never).rejects.toMatchObject({ code: 'not_found', field: 'to' });
    const audit = await database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, agent.workspaceId));
    expect(audit.map(({ action }) => action).slice(1)).toEqual([
      'site.widget_published',
      'site.widget_published',
      'site.widget_reverted',
    ]);
  });

  it('do not make a version of nothing', async () => {
    const { agent, id, save } = await begin();
    const same = await save({});
    expect((await publishWidget(services(), agent, id, same.version)).published_version).toBe(1);
  });

  it('are lifted when they were stored by an older version', async () => {
    const { agent, id, publish } = await begin();
    const old = { name: 'Old', accent: '#123456', greeting: 'Hi', position: 'left' };
    await database().orm.update(sites).set({ settings: old, draft: null }).where(eq(sites.id, id));
    expect((await readWidget(services(), agent, id)).published).toMatchObject({
      ...old,
      shape: SETTINGS_SHAPE,
      theme: 'auto',
    });
    const { version } = await publish({ accent: 'red' });
    expect((await revertWidget(services(), agent, id, { version, to: 1 })).published).toMatchObject(old);
  });

  it('are not there for an outsider', async () => {
    const { id, publish } = await begin();
    const { version } = await publish({ accent: 'teal' });
    const { agent: outsider } = await seedWorkspace(database());
    const gone = { code: 'not_found' };
    await expect(readWidget(services(), outsider, id)).rejects.toMatchObject(gone);
    await expect(listWidgetVersions(services(), outsider, id, undefined)).rejects.toMatchObject(gone);
    await expect(publishWidget(services(), outsider, id, version)).rejects.toMatchObject(gone);
    await expect(revertWidget(services(), outsider, id, { version, to: 1 })).rejects.toMatchObject(gone);
    const draft = saveWidgetDraft(services(), outsider, id, { version, settings: settings() });
    await expect(draft).rejects.toMatchObject(gone);
  });
});

describe('published settings in /w/KEY.js', () => {
  const database = useDatabase('postgres');
  let nodes: TestApp[];
  beforeAll(async () => {
    nodes = [await createTestApp(database()), await createTestApp(database())];
  });
  afterAll(() => Promise.all(nodes.map((node) => node.close())));

  const begin = async () => {
    const { agent } = await seedWorkspace(database());
    const { userId } = await seedMember(database(), { workspaceId: agent.workspaceId, role: 'admin' });
    const { cookie } = await nodes[0]!.cookieOf(userId);
    const put = (path: string, body: unknown, method = 'PUT') =>
      nodes[0]!.app.request(`/api/v1/workspaces/${agent.workspaceId}/sites${path}`, {
        method,
        headers: { ...nodes[0]!.fromConsole, cookie },
        body: JSON.stringify(body),
      });
    const site = (await (await put('', { name: 'Shop' }, 'POST')).json()) as { id: string; key: string };
    return { put, site };
  };
  const scriptOf = async (node: TestApp, key: string) => (await node.get(`/w/${key}.js`)).text();
  const settingsIn = (script: string) => {
    const self: { config?: { settings: unknown } } = {};
    runInNewContext(script, { self });
    return self.config?.settings;
  };

  it('are on both nodes within two seconds, and the draft on none', async () => {
    const { put, site } = await begin();
    for (const node of nodes) expect(settingsIn(await scriptOf(node, site.key))).toEqual({ name: 'Shop' });
    const saved = await put(`/${site.id}/widget/draft`, {
      version: 1,
      settings: settings({ accent: 'teal' }),
    });
    expect(saved.status).toBe(200);
    await put(`/${site.id}/widget/publish`, { version: 2 }, 'POST');
    const published = Date.now();
    for (const node of nodes) {
      await vi.waitFor(
        async () =>
          expect(settingsIn(await scriptOf(node, site.key))).toEqual({ name: 'Shop', accent: 'teal' }),
        { timeout: 2_000, interval: 50 },
      );
    }
    expect(Date.now() - published).toBeLessThan(2_000);
    await put(`/${site.id}/widget/draft`, { version: 3, settings: settings({ greeting: 'CANARY' }) });
    expect((await put(`/${site.id}/widget/draft`, { version: 3, settings: settings() })).status).toBe(409);
    await database().orm.execute(sql`select pg_sleep(1.1)`);
    for (const node of nodes) expect(await scriptOf(node, site.key)).not.toContain('CANARY');
  });

  it('[S7] hold nothing of the site but its settings', async () => {
    const { put, site } = await begin();
    await put(`/${site.id}`, {
      version: 1,
      name: 'CANARY-NAME',
      allowed_origins: ['https://canary.test'],
      languages: ['de'],
      default_team_id: null,
      hours: null,
    });
    const script = await scriptOf(nodes[0]!, site.key);
    expect(settingsIn(script)).toEqual({ name: 'Shop', language: 'de' });
    // In the site's first language, before anything of the widget's languages is loaded.
    expect(script).toContain('"openChat":"Chat \\u00f6ffnen"');
    expect(script).not.toMatch(/CANARY|canary\.test|shape/);
    expect(script).not.toContain(site.id);
  });

  it('stay within the budget: what is too much for it comes with the panel', async () => {
    const { put, site } = await begin();
    const long = settings({ greeting: 'Ask us anything about plants.', accent: 'teal' });
    await put(`/${site.id}/widget/draft`, { version: 1, settings: long });
    await put(`/${site.id}/widget/publish`, { version: 2 }, 'POST');
    const answersAt = (bytes: number) => {
      const script = `/*${randomBytes(bytes).toString('base64')}*/self.config=__BELLHOP__`;
      return new SiteLoaders(
        database(),
        { script, panel: '/w/a/p.js', setup: '/w/a/s.js' },
        'https://chat.test',
      ).find(site.key);
    };
    const textOf = async (body: EncodedBody | undefined) =>
      (await body?.answer(new Headers(), {}))?.text() ?? '';
    const whole = { name: 'Shop', accent: 'teal', greeting: 'Ask us anything about plants.' };
    expect(settingsIn(await textOf((await answersAt(2_000))?.script))).toEqual(whole);
    const tight = await answersAt(2_900);
    expect(settingsIn(await textOf(tight?.script))).toEqual({ name: '', accent: 'teal', more: true });
    expect(JSON.parse(await textOf(tight?.json))).toMatchObject({ settings: whole });
  });

  it('names the field that is wrong', async () => {
    const { put, site } = await begin();
    const wrong = { ...settings(), accent: 'blurple' };
    const answer = await put(`/${site.id}/widget/draft`, { version: 1, settings: wrong });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { field: 'settings.accent' } });
    const origins = await put('', { name: 'X', allowed_origins: ['https://a.test/x'] }, 'POST');
    expect(await origins.json()).toMatchObject({ error: { field: 'allowed_origins.0' } });
  });
});
