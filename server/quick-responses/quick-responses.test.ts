import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '../audit/tables.ts';
import type { AgentActor } from '../identity.ts';
import { createTeam, deleteTeam } from '../teams/save-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { countUses } from './count-uses.ts';
import { listQuickResponses, readVersion } from './list-quick-responses.ts';
import * as save from './save-quick-response.ts';
import { quickResponses } from './tables.ts';

const words = (shortcut: string, text = 'Hello {{visitor.first_name|there}}') => ({
  ...{ shortcut, title: `About ${shortcut}`, folder: 'Greetings', text },
});

describeEachDatabase('quick responses', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const { workspaceId, agent } = await seedWorkspace(database());
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const colleague = await seedAgent(database(), workspaceId, 'Bo');
    const other = await seedWorkspace(database());
    const outsider = await seedAgent(database(), other.workspaceId, 'Out', 'owner');
    const team = (name: string, members: AgentActor[]) =>
      createTeam(services, admin, {
        ...{
          name,
          strategy: 'manual',
          sticky: false,
          offer_seconds: null,
          chat_limit: null,
          queue_limit: null,
          expectation: '',
        },
        ...{ overflow_team_id: null, hours: null, member_ids: members.map(({ memberId }) => memberId) },
      });
    const seen = async (actor: AgentActor) => {
      const { responses } = await listQuickResponses(services, actor);
      return responses.map(({ shortcut }) => shortcut).toSorted();
    };
    return { services, workspaceId, admin, agent, colleague, outsider, team, seen };
  };

  it('are seen by whom they are for: oneself, a team, everybody here', async () => {
    const { services, admin, agent, colleague, outsider, team, seen } = await stage();
    const sales = await team('Sales', [agent]);
    await save.createPersonal(services, agent, words('own'));
    const shared = await save.createShared(services, admin, { ...words('sales'), team_id: sales.id });
    await save.createShared(services, admin, { ...words('all'), team_id: null });
    expect(shared).toMatchObject({ scope: 'team', team: { id: sales.id, name: 'Sales' }, uses: 0 });
    expect(await seen(agent)).toEqual(['all', 'own', 'sales']);
    expect(await seen(colleague)).toEqual(['all']);
    expect(await seen(admin)).toEqual(['all', 'sales']);
    expect(await seen(outsider)).toEqual([]);
    const { responses, sites } = await listQuickResponses(services, agent);
    expect(responses.find(({ shortcut }) => shortcut === 'sales')).toEqual(shared);
    expect(sites.map(({ name }) => name)).toEqual(['Fern & Field']);
  });

  it('are changed and deleted by their owner alone; shared ones by those who manage them', async () => {
    const { services, admin, agent, colleague, outsider, seen } = await stage();
    const own = await save.createPersonal(services, agent, words('own'));
    const shared = await save.createShared(services, admin, { ...words('all'), team_id: null });
    const missing = { code: 'not_found' };
    for (const who of [colleague, admin, outsider]) {
      const named = { quick_response_id: own.id };
      await expect(save.changePersonal(services, who, { ...words('x'), ...named })).rejects.toMatchObject(
        missing,
      );
      await expect(save.deletePersonal(services, who, named)).rejects.toMatchObject(missing);
    }
    const named = { quick_response_id: shared.id };
    const change = { ...words('x'), ...named, team_id: null };
    await expect(save.changePersonal(services, admin, { ...words('x'), ...named })).rejects.toMatchObject(
      missing,
    );
    await expect(save.changeShared(services, agent, change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save.deleteShared(services, agent, named)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save.changeShared(services, outsider, change)).rejects.toMatchObject(missing);
    await expect(save.deleteShared(services, outsider, named)).rejects.toMatchObject(missing);
    await expect(save.deleteShared(services, admin, { quick_response_id: own.id })).rejects.toMatchObject(
      missing,
    );
    const changed = await save.changePersonal(services, agent, {
      ...words('mine'),
      quick_response_id: own.id,
    });
    expect(changed).toMatchObject({ id: own.id, shortcut: 'mine', scope: 'personal' });
    expect(await seen(agent)).toEqual(['all', 'mine']);
    await save.deletePersonal(services, agent, { quick_response_id: own.id });
    await save.deleteShared(services, admin, named);
    expect(await seen(agent)).toEqual([]);
  });

  it('have one shortcut for one thing, as far as somebody sees it', async () => {
    const { services, admin, agent, colleague, team } = await stage();
    const [sales, support] = [await team('Sales', [agent]), await team('Support', [colleague])];
    const clash = { code: 'bad_request', field: 'shortcut' };
    const share = (shortcut: string, team_id: string | null) =>
      save.createShared(services, admin, { ...words(shortcut), team_id });
    await share('hi', sales.id);
    await share('hi', support.id);
    await expect(share('hi', sales.id)).rejects.toMatchObject(clash);
    await expect(share('hi', null)).rejects.toMatchObject(clash);
    const all = await share('bye', null);
    await expect(share('bye', sales.id)).rejects.toMatchObject(clash);
    await expect(save.createPersonal(services, agent, words('bye'))).rejects.toMatchObject(clash);
    await expect(save.createPersonal(services, agent, words('hi'))).rejects.toMatchObject(clash);
    await save.createPersonal(services, agent, words('own'));
    await save.createPersonal(services, colleague, words('own'));
    // What somebody keeps for themselves is in nobody's way, and known to nobody.
    await share('own', null);
    const again = { ...words('bye', 'New'), quick_response_id: all.id, team_id: null };
    expect(await save.changeShared(services, admin, again)).toMatchObject({ text: 'New' });
    await expect(
      save.changeShared(services, admin, { ...again, team_id: randomUUID() }),
    ).rejects.toMatchObject({
      field: 'team_id',
    });
  });

  it('are made once, however many make the same at once', async () => {
    const { services, admin } = await stage();
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => save.createShared(services, admin, { ...words('hi'), team_id: null })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ field: 'shortcut' });
  });

  it('count a use once, however often it is told, and only of what the agent sees', async () => {
    const { services, workspaceId, admin, agent, colleague, outsider } = await stage();
    const all = await save.createShared(services, admin, { ...words('all'), team_id: null });
    const own = await save.createPersonal(services, colleague, words('own'));
    const told = { client_id: randomUUID(), ids: [all.id, own.id, randomUUID()] };
    await Promise.all(Array.from({ length: 4 }, () => countUses(services, agent, told)));
    await countUses(services, agent, { client_id: randomUUID(), ids: [all.id] });
    await countUses(services, colleague, told);
    await countUses(services, outsider, told);
    const { version } = await readVersion(services, agent);
    const rows = await database()
      .orm.select({ id: quickResponses.id, uses: quickResponses.uses })
      .from(quickResponses)
      .where(eq(quickResponses.workspaceId, workspaceId));
    expect(new Map(rows.map(({ id, uses }) => [id, uses]))).toEqual(
      new Map([
        [all.id, 3],
        [own.id, 1],
      ]),
    );
    const again = { ...words('all', 'Changed'), quick_response_id: all.id, team_id: null };
    expect(await save.changeShared(services, admin, again)).toMatchObject({ uses: 3 });
    expect((await readVersion(services, agent)).version).not.toBe(version);
  });

  it('have a version that changes with what one sees, and with nothing else', async () => {
    const { services, admin, agent, colleague, team } = await stage();
    const version = async () => (await readVersion(services, agent)).version;
    const versions = [await version()];
    const changes = async (change: () => Promise<unknown>) => {
      await change();
      versions.push(await version());
    };
    const sales = await team('Sales', [agent]);
    versions.push(await version());
    const share = () => save.createShared(services, admin, { ...words('a'), team_id: sales.id });
    let id = '';
    await changes(async () => ({ id } = await share()));
    await changes(() =>
      save.changeShared(services, admin, { ...words('b'), quick_response_id: id, team_id: sales.id }),
    );
    await changes(() => save.createPersonal(services, agent, words('c')));
    await changes(() => save.deleteShared(services, admin, { quick_response_id: id }));
    await changes(share);
    await changes(() => deleteTeam(services, admin, { team_id: sales.id }));
    expect(new Set(versions).size).toBe(versions.length);
    const before = await version();
    await save.createPersonal(services, colleague, words('own'));
    expect(await version()).toBe(before);
    expect((await listQuickResponses(services, agent)).version).toBe(before);
  });

  it('come in pages that hold each once', async () => {
    const { services, workspaceId, agent } = await stage();
    await database().orm.execute(sql`
      insert into quick_responses (workspace_id, id, shortcut, title, folder, text, change)
      select ${workspaceId}, gen_random_uuid(), 's' || n, 'T', '', repeat('x', 2000), 1
      from generate_series(1, 620) n`);
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const { responses, next } = await listQuickResponses(services, agent, after);
      expect(responses.length).toBeLessThanOrEqual(500);
      seen.push(...responses.map(({ shortcut }) => shortcut));
      after = next ?? undefined;
      pages++;
    } while (after !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([620, 620]);
    expect(pages).toBeGreaterThan(2);
  });

  it('[S28] have a cap, of the workspace and of a member', async () => {
    const { services, workspaceId, admin, agent } = await stage();
    const fill = (memberId: string | null, count: number) =>
      database().orm.execute(sql`
        insert into quick_responses (workspace_id, id, member_id, shortcut, title, folder, text, change)
        select ${workspaceId}, gen_random_uuid(), ${memberId}::uuid, 's' || n, 'T', '', 'x', 1
        from generate_series(1, ${count}::int) n`);
    await fill(agent.memberId, 999);
    await save.createPersonal(services, agent, words('last'));
    const full = { code: 'conflict' };
    await expect(save.createPersonal(services, agent, words('more'))).rejects.toMatchObject(full);
    await fill(null, 8_999);
    await save.createShared(services, admin, { ...words('end'), team_id: null });
    await expect(
      save.createShared(services, admin, { ...words('more'), team_id: null }),
    ).rejects.toMatchObject(full);
    await expect(save.createPersonal(services, admin, words('mine'))).rejects.toMatchObject(full);
  });

  it('are told of in the audit log when others see them, and else not', async () => {
    const { services, workspaceId, admin, agent } = await stage();
    await save.createPersonal(services, agent, words('own'));
    const { id } = await save.createShared(services, admin, { ...words('all'), team_id: null });
    const named = { quick_response_id: id, team_id: null };
    await save.changeShared(services, admin, { ...words('all', 'New'), ...named });
    await save.deleteShared(services, admin, named);
    const log = await database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, workspaceId))
      .orderBy(auditEntries.id);
    expect(log.map(({ action }) => action)).toEqual([
      ...['quick_response.created', 'quick_response.changed', 'quick_response.deleted'],
    ]);
    expect(log[1]?.details).toEqual({ text: { from: words('all').text, to: 'New' } });
  });
});
