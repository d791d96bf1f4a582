import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeExpired } from '../jobs/remove-expired.ts';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { openWidgetScripts } from './open-widget-scripts.ts';
import type { WidgetScripts } from './widget-scripts.ts';

describeEachDatabase('WidgetScripts', (database) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-scripts-'));
    await database().orm.execute(sql`delete from widget_scripts`);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A node that starts with a build of these chunks, and a pinned file of that version. */
  const starts = async (version: string, chunks: Record<string, string>): Promise<WidgetScripts> => {
    const own = join(folder, version);
    await mkdir(own, { recursive: true });
    for (const [name, code] of Object.entries(chunks)) await writeFile(join(own, name), code);
    const pinned = { path: `/v/${version}/widget.js`, integrity: 'sha384-x', code: `pinned ${version}` };
    return openWidgetScripts(database(), own, pinned);
  };
  const read = async (scripts: WidgetScripts, path: string): Promise<string | null> => {
    const found = await scripts.find(path);
    return found && (await found.answer(new Headers(), {})).text();
  };
  const pass = (days: number) =>
    database().orm.execute(
      sql`update widget_scripts set replaced_at = replaced_at - make_interval(days => ${days})`,
    );
  const clean = () => removeExpired.run(jobRun(jobServices(database())));

  const YESTERDAY = { 'panel.old.js': 'old panel', 'line.same.js': 'line' };
  const TODAY = { 'panel.new.js': 'new panel', 'line.same.js': 'line' };

  it('has the chunks of former builds for pages that are still open', async () => {
    await starts('1', YESTERDAY);
    const today = await starts('2', TODAY);
    expect(await read(today, 'a/panel.new.js')).toBe('new panel');
    expect(await read(today, 'a/panel.old.js')).toBe('old panel');
    expect(await read(today, 'v/1/widget.js')).toBe('pinned 1');
    expect(await read(today, 'a/panel.never.js')).toBeNull();
  });

  it('has on an old node what a new one brought, while a fleet is upgraded', async () => {
    const before = await starts('1', YESTERDAY);
    await starts('2', TODAY);
    expect(await read(before, 'a/panel.new.js')).toBe('new panel');
  });

  it('keeps chunks for 30 days after the build that had them was replaced, and pinned files for good', async () => {
    await starts('1', YESTERDAY);
    await starts('2', TODAY);
    await pass(29);
    await clean();
    expect(await read(await starts('2', TODAY), 'a/panel.old.js')).toBe('old panel');
    await pass(2);
    await clean();
    const tomorrow = await starts('3', {});
    expect(await read(tomorrow, 'a/panel.old.js')).toBeNull();
    expect(await read(tomorrow, 'a/line.same.js')).toBe('line');
    expect(await read(tomorrow, 'v/1/widget.js')).toBe('pinned 1');
  });

  it('counts from the replacement, however long a build had served', async () => {
    await starts('1', YESTERDAY);
    await pass(400);
    const today = await starts('2', TODAY);
    await clean();
    expect(await read(today, 'a/panel.old.js')).toBe('old panel');
  });

  it('takes back what a build that returns has', async () => {
    await starts('1', YESTERDAY);
    await starts('2', TODAY);
    await starts('1', YESTERDAY);
    await pass(31);
    await clean();
    expect(await read(await starts('3', {}), 'a/panel.old.js')).toBe('old panel');
  });

  it('asks the database once for a thousand names that nobody has', async () => {
    const scripts = await starts('2', TODAY);
    const { orm } = database();
    const execute = orm.execute.bind(orm);
    let asked = 0;
    orm.execute = ((query: Parameters<typeof execute>[0]) => {
      asked += 1;
      return execute(query);
    }) as typeof orm.execute;
    try {
      await Promise.all(Array.from({ length: 1_000 }, (_, n) => scripts.find(`a/guess.${n}.js`)));
    } finally {
      orm.execute = execute as typeof orm.execute;
    }
    expect(asked).toBe(1);
  });
});
