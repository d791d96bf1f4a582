import { afterEach, describe, expect, it } from 'vitest';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import { agentPass, TestNode } from '../realtime/testing/wire-bench.ts';
import { until } from '../realtime/testing/wire-client.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { changeSettings } from './change-settings.ts';
import { deskSettings } from './desk-settings.ts';
import { SettingsCache } from './settings-cache.ts';

describe('what agents are told of how their lists look', () => {
  const database = useDatabase('pglite');
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  /** A node of its own: only the database tells it what another did. */
  async function node() {
    const bus = createInProcessBus();
    const settings = new SettingsCache(database(), bus);
    const deskOf = (id: string) => deskSettings(settings.current(id));
    const started = await new TestNode(database(), { bus, deskOf }).listen();
    open.push(
      () => settings.stop(),
      () => started.close(),
    );
    return { bus, settings, started };
  }

  it('[S6] comes with the welcome, and to every node soon after a change', async () => {
    const { workspaceId } = await seedWorkspace(database());
    const [here, there] = [await node(), await node()];
    for (const { settings } of [here, there]) await settings.ready(workspaceId);
    const pass = await agentPass(database(), workspaceId, 'Ada', 'admin');
    const lines = [await here.started.agent(pass), await there.started.agent(pass)];
    for (const line of lines)
      expect(line.all('welcome')[0]).toMatchObject({ desk: { wait_target_seconds: 60 } });
    const change = { base_version: 0, changes: { 'routing.wait_target_seconds': 90 } };
    await changeSettings({ db: database(), bus: here.bus }, pass.actor, change);
    for (const line of lines) await until(() => line.all('desk.changed').length === 1);
    for (const line of lines)
      expect(line.all('desk.changed')).toMatchObject([
        { type: 'desk.changed', desk: { wait_target_seconds: 90 } },
      ]);
    const later = await there.started.agent(pass);
    expect(later.all('welcome')[0]).toMatchObject({ desk: { wait_target_seconds: 90 } });
  });
});
