import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { ResponseImport } from '../../shared/protocol/quick-responses.ts';
import { auditEntries } from '../audit/tables.ts';
import type { AgentActor } from '../identity.ts';
import { createTeam } from '../teams/save-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { exportQuickResponses } from './export-quick-responses.ts';
import { importPersonal, importShared } from './import-quick-responses.ts';
import { listQuickResponses } from './list-quick-responses.ts';
import { createPersonal, createShared } from './save-quick-response.ts';

const words = (shortcut: string, text = 'Hello') => ({ shortcut, title: shortcut, folder: '', text });

describeEachDatabase('importing quick responses', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const { workspaceId, agent } = await seedWorkspace(database());
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const sales = await createTeam(services, admin, {
      ...{
        name: 'Sales',
        strategy: 'manual',
        sticky: false,
        offer_seconds: null,
        chat_limit: null,
        queue_limit: null,
        expectation: '',
      },
      ...{ overflow_team_id: null, hours: null, member_ids: [agent.memberId] },
    });
    const share = (csv: string, mode: ResponseImport['mode']) => importShared(services, admin, { csv, mode });
    const seen = async (actor: AgentActor) => {
      const { responses } = await listQuickResponses(services, actor);
      return responses
        .map(({ id: _id, uses: _uses, team, ...rest }) => ({ ...rest, team: team?.name }))
        .toSorted((a, b) => (a.shortcut < b.shortcut ? -1 : 1));
    };
    return { services, workspaceId, agent, admin, sales, share, seen };
  };

  it('makes what is new and changes what has the shortcut already', async () => {
    const { services, admin, agent, sales, share, seen } = await stage();
    const { id } = await createShared(services, admin, { ...words('old'), team_id: null });
    await createShared(services, admin, { ...words('team'), team_id: sales.id });
    const csv =
      'scope,team,shortcut,text,folder\n,,old,New text,F\nteam,sales,TEAM,Of the team,\n,Sales,more,x,\nworkspace,,all,y,\n';
    expect(await share(csv, 'check')).toEqual({
      done: false,
      created: 2,
      updated: 2,
      wrong: [],
      wrong_lines: 0,
    });
    expect(await seen(agent)).toHaveLength(2);
    expect(await share(csv, 'strict')).toMatchObject({ done: true, created: 2, updated: 2 });
    expect(
      (await seen(agent)).map(({ shortcut, scope, text, team }) => [shortcut, scope, text, team]),
    ).toEqual([
      ['all', 'workspace', 'y', undefined],
      ['more', 'team', 'x', 'Sales'],
      ['old', 'workspace', 'New text', undefined],
      ['team', 'team', 'Of the team', 'Sales'],
    ]);
    const { responses } = await listQuickResponses(services, agent);
    expect(responses.find(({ shortcut }) => shortcut === 'old')).toMatchObject({ id, folder: 'F' });
    expect(await share(csv, 'strict')).toMatchObject({ done: true, created: 0, updated: 4 });
  });

  it('says of each line what is wrong, and writes nothing unless those lines are left out', async () => {
    const { workspaceId, agent, share, seen } = await stage();
    const csv = [
      'scope,team,shortcut,text',
      ',,good,Hello',
      ',,bad one,Hello',
      ',,bad,{{visitor.nam}}',
      ',,good,Again',
      'team,Nobody,x,Hello',
      'personal,,y,Hello',
      'all,,z,Hello',
      'team,Sales,good,Hello',
    ].join('\r\n');
    const report = await share(csv, 'strict');
    expect(report).toMatchObject({ done: false, created: 1, updated: 0, wrong_lines: 7 });
    expect(report.wrong.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [3, 'shortcut'],
        [4, 'text'],
        [5, 'shortcut'],
        [6, 'team'],
        [7, 'scope'],
        [8, 'team'],
        [9, 'shortcut'],
      ],
    ]);
    expect(await seen(agent)).toEqual([]);
    expect(await share(csv, 'skip')).toMatchObject({ done: true, created: 1, wrong_lines: 7 });
    expect((await seen(agent)).map(({ shortcut }) => shortcut)).toEqual(['good']);
    const log = await database()
      .orm.select({ action: auditEntries.action, details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, workspaceId));
    expect(log.filter(({ action }) => action === 'quick_response.imported')).toEqual([
      { action: 'quick_response.imported', details: { created: 1, updated: 0 } },
    ]);
  });

  it('is of one’s own for anybody, and refused where colleagues use the shortcut', async () => {
    const { services, admin, agent, seen } = await stage();
    await createShared(services, admin, { ...words('all'), team_id: null });
    const csv = 'scope,shortcut,text\nworkspace,mine,Hello\n,all,Hello\n';
    const asked = { csv, mode: 'skip' } as const;
    const report = await importPersonal(services, agent, asked);
    expect(report).toMatchObject({ done: true, created: 1, wrong: [{ line: 3, field: 'shortcut' }] });
    expect((await seen(agent)).map(({ shortcut, scope }) => [shortcut, scope])).toEqual([
      ['all', 'workspace'],
      ['mine', 'personal'],
    ]);
    expect(await seen(admin)).toHaveLength(1);
    await expect(importShared(services, agent, asked)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('reads what an export wrote, formulas and all, and the export runs nowhere', async () => {
    const { services, agent, admin, share, seen } = await stage();
    const texts = [
      '=HYPERLINK("http://x")',
      "'=1",
      'two\nlines, "quoted"',
      ' +49',
      '@ada {{agent.name|us}}',
      'é；',
    ];
    for (const [at, text] of texts.entries())
      await createShared(services, admin, { ...words(`s${at}`, text), team_id: null });
    await createPersonal(services, agent, { ...words('own'), title: '=1+1' });
    const before = await seen(admin);
    let csv = '';
    for await (const piece of exportQuickResponses(services, admin)) csv += piece;
    expect(csv).not.toContain('own');
    expect(csv.split(/[,\r\n]/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
    await database().orm.execute(sql`delete from quick_responses where workspace_id = ${admin.workspaceId}`);
    expect(await share(csv, 'strict')).toMatchObject({ done: true, created: texts.length });
    expect(await seen(admin)).toEqual(before);
  });

  it('takes as many as there may be, and none more', async () => {
    const { services, admin, share } = await stage();
    const file = (count: number) =>
      ['shortcut,text', ...Array.from({ length: count }, (_, at) => `s${at},Answer ${at}`)].join('\n');
    expect(await share(file(10_000), 'strict')).toMatchObject({ done: true, created: 10_000 });
    expect(await share(file(10_000), 'strict')).toMatchObject({ done: true, updated: 10_000 });
    await expect(share(file(10_001), 'skip')).rejects.toMatchObject({ field: 'csv' });
    await expect(share('shortcut,text\nmore,x', 'strict')).rejects.toMatchObject({ code: 'conflict' });
    await expect(createPersonal(services, admin, words('more'))).rejects.toMatchObject({ code: 'conflict' });
  });
});
