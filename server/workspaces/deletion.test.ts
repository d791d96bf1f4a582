import { eq, sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { auditEntries } from '../audit/tables.ts';
import { user } from '../auth/tables.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { deleteWorkspaces } from '../jobs/delete-workspaces.ts';
import type { Mail } from '../mail/mailer.ts';
import { findMembership } from '../members/find-membership.ts';
import { members } from '../members/tables.ts';
import { agentHello, CONSOLE_ORIGIN, signIn, TestNode } from '../realtime/testing/wire-bench.ts';
import { beginAnewIfEmpty } from '../setup/begin-anew.ts';
import { createFirstOwner } from '../setup/create-first-owner.ts';
import { prepareInstallation } from '../setup/prepare-installation.ts';
import { installation } from '../setup/tables.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedEverything } from '../testing/seed-everything.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase, testDatabase } from '../testing/test-database.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { exportWorkspace } from './export-workspace.ts';
import { readDeletion } from './read-deletion.ts';
import { removeSlice } from './remove-workspace.ts';
import { callOffDeletion, requestDeletion } from './request-deletion.ts';
import { workspaceDeletions, workspaces } from './tables.ts';

const NAME = 'Fern & Field';
/** What a whole workspace has rows in: less would show nothing by being empty. */
const FILLED = 24;

/** How many rows each table has that knows workspaces, by the schema as it is in the database. */
async function countRows({ orm }: Database, workspaceId: string): Promise<Record<string, number>> {
  const tables = await orm.execute<{ name: string }>(sql`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'
    order by c.table_name`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await orm.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(name)} where workspace_id = ${workspaceId}`,
    );
    counts[name] = row!.count;
  }
  return counts;
}

const filledOf = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [name] : []));

const comeDue = ({ orm }: Database, workspaceId: string) =>
  orm
    .update(workspaceDeletions)
    .set({ deleteAt: sql`now() - interval '1 second'` })
    .where(eq(workspaceDeletions.workspaceId, workspaceId));

const settle = ({ orm }: Database, workspaceId: string) =>
  orm
    .update(workspaceDeletions)
    .set({ shutAt: sql`now() - interval '1 minute'` })
    .where(eq(workspaceDeletions.workspaceId, workspaceId));

describeEachDatabase('a workspace that an owner wants deleted', (database) => {
  const stage = async (conversations = 3) => {
    const services = testServices(database());
    const sent: Mail[] = [];
    const mail = { send: async (one: Mail) => void sent.push(one), verify: async () => {}, close: () => {} };
    const mailing = {
      ...services,
      mail,
      config: { publicUrl: 'https://chat.test' },
      logger: { warn: vi.fn<() => void>() },
    };
    const seed = await seedEverything(services, conversations);
    return { services, mailing, sent, ...seed };
  };
  const run = () => deleteWorkspaces.run(jobRun(jobServices(database())));
  const actionsOf = async (workspaceId: string) =>
    (await database().orm.select().from(auditEntries).where(eq(auditEntries.workspaceId, workspaceId))).map(
      ({ action }) => action,
    );

  it('is asked about its name, and answers to owners alone', async () => {
    const { mailing, owner, agent, workspaceId, sent } = await stage();
    const ask = (actor: AgentActor, name: string) => requestDeletion(mailing, actor, { name, delay_days: 7 });
    for (const name of ['', 'Fern', 'fern & field'])
      await expect(ask(owner, name)).rejects.toMatchObject({ code: 'bad_request', field: 'name' });
    await expect(ask(agent, NAME)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(callOffDeletion(mailing, agent)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readDeletion(mailing, owner)).toEqual({ deletion: null });
    const second = await seedAgent(database(), workspaceId, 'Ona', 'owner');
    const { deletion } = await ask(owner, ' Fern  & Field ');
    expect(deletion?.requested_by).toBe('Olu');
    expect(Date.parse(deletion!.delete_at) - Date.parse(deletion!.requested_at)).toBeCloseTo(
      7 * 86_400_000,
      -4,
    );
    await expect(ask(owner, NAME)).rejects.toMatchObject({ code: 'conflict' });
    expect(await actionsOf(workspaceId)).toContain('workspace.deletion_requested');
    expect(sent.map(({ to }) => to).toSorted()).toEqual(
      [owner, second].map(({ userId }) => `${userId}@example.org`).toSorted(),
    );
    expect(sent[0]?.text).toContain(`https://chat.test/console/w/${workspaceId}/settings/workspace`);
  });

  it('works until its day, and stays when it is called off', async () => {
    const { services, mailing, owner, workspaceId, siteKey, token, sent } = await stage();
    await requestDeletion(mailing, owner, { name: NAME, delay_days: 1 });
    await run();
    expect(await findSiteByKey(database(), siteKey)).not.toBeNull();
    expect(await resolveVisitor(services, { token, origin: 'https://shop.example.org' })).toBeTruthy();
    expect(
      await findMembership(database(), workspaceId, { userId: owner.userId, onlyWorkspaceId: null }),
    ).not.toBeNull();
    await callOffDeletion(mailing, owner);
    await callOffDeletion(mailing, owner);
    expect(sent.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('will be deleted on'),
      `${NAME} will not be deleted`,
    ]);
    const before = await countRows(database(), workspaceId);
    await run();
    expect(await countRows(database(), workspaceId)).toEqual(before);
    expect(await actionsOf(workspaceId)).toContain('workspace.deletion_called_off');
  });

  it('shuts its doors first, and can be called off no more', async () => {
    const all = await stage();
    const { services, mailing, owner, workspaceId, siteKey, token, agent } = all;
    const node = await new TestNode(database(), { timing: { rightsCheckMs: 20 } }).listen();
    const pass = await signIn(database(), agent);
    const atWork = await node.client({ cookie: pass.cookie }, CONSOLE_ORIGIN).open();
    atWork.send(agentHello(workspaceId));
    await atWork.next('welcome');
    const panel = await node.visitor(all, { token, visitorId: '' });
    await requestDeletion(mailing, owner, { name: NAME, delay_days: 1 });
    await comeDue(database(), workspaceId);
    const before = await countRows(database(), workspaceId);
    await run();
    await vi.waitFor(() => {
      expect([atWork.goodbye?.code, panel.goodbye?.code]).toEqual([4401, 4401]);
    }, 5_000);
    await node.close();
    expect(await findSiteByKey(database(), siteKey)).toBeNull();
    expect(
      await findMembership(database(), workspaceId, { userId: owner.userId, onlyWorkspaceId: null }),
    ).toBeNull();
    await expect(resolveVisitor(services, { token, origin: null })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(callOffDeletion(mailing, owner)).rejects.toMatchObject({ code: 'not_found' });
    const now = await countRows(database(), workspaceId);
    expect(now['entries']).toBe(before['entries']);
  });

  it('is gone from every table, by two processes at once; its neighbour is as it was', async () => {
    const { mailing, owner, agent, workspaceId } = await stage(1_500);
    const neighbour = await stage();
    // A person of both workspaces stays a person.
    const both = { userId: agent.userId, name: 'Mo', role: 'agent' as const };
    await database()
      .orm.insert(members)
      .values({ workspaceId: neighbour.workspaceId, id: crypto.randomUUID(), ...both });
    const theirs = await countRows(database(), neighbour.workspaceId);
    await requestDeletion(mailing, owner, { name: NAME, delay_days: 1 });
    expect(filledOf(await countRows(database(), workspaceId)).length).toBeGreaterThanOrEqual(FILLED);
    await comeDue(database(), workspaceId);
    await Promise.all([run(), run()]);
    await settle(database(), workspaceId);
    // Ended anywhere, it goes on: one slice of a run that died.
    expect(await removeSlice(database(), workspaceId)).toBe(1_000);
    await Promise.all([run(), run()]);
    expect(filledOf(await countRows(database(), workspaceId))).toEqual([]);
    expect(await database().orm.select().from(workspaces).where(eq(workspaces.id, workspaceId))).toEqual([]);
    const accounts = async (id: string) => database().orm.select().from(user).where(eq(user.id, id));
    expect([(await accounts(owner.userId)).length, (await accounts(agent.userId)).length]).toEqual([0, 1]);
    expect(await countRows(database(), neighbour.workspaceId)).toEqual(theirs);
    await run();
  });

  it('[S33] its audit log goes with it, and in no other way', async () => {
    const { workspaceId } = await stage();
    const remove = database().orm.delete(auditEntries).where(eq(auditEntries.workspaceId, workspaceId));
    await expect(remove).rejects.toThrow();
    expect((await actionsOf(workspaceId)).length).toBeGreaterThan(0);
  });

  it('can be taken along before, without secrets', async () => {
    const { services, owner, workspaceId, siteId, token } = await stage(620);
    const other = await seedWorkspace(database());
    let text = '';
    for await (const piece of await exportWorkspace(services, owner)) text += piece;
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const countOf = (type: string) => lines.filter((line) => line['type'] === type).length;
    const counts = await countRows(database(), workspaceId);
    expect(lines[0]).toMatchObject({ type: 'workspace', id: workspaceId, name: NAME });
    expect(lines.at(-1)).toEqual({ type: 'end' });
    expect([countOf('conversation'), countOf('entry'), countOf('visitor')]).toEqual([
      counts['conversations'],
      counts['entries'],
      counts['visitors'],
    ]);
    expect([countOf('member'), countOf('team'), countOf('site'), countOf('settings')]).toEqual([2, 2, 1, 1]);
    expect(lines.find(({ type }) => type === 'site')).toMatchObject({ id: siteId });
    expect(text).toContain('CANARY');
    expect(text).not.toContain(token);
    expect(text).not.toContain('CANARY-SEALED');
    expect(text).not.toMatch(/token_hash|password|secret/i);
    expect(text).not.toContain(other.workspaceId);
    expect(await actionsOf(workspaceId)).toContain('workspace.exported');
  });
});

it('[S8] leaves a server that nobody can take over by the network, but its operator begins anew', async () => {
  const db = await testDatabase('pglite');
  const preparation = { secret: 'x'.repeat(32), secretGiven: true, demo: true };
  const { workspaceId } = await prepareInstallation(db, preparation);
  const person = { name: 'Ada', email: 'ada@example.org', password: 'long enough' };
  await db.orm.update(installation).set({ setupClosedAt: new Date() });
  await db.orm.insert(workspaceDeletions).values({
    workspaceId: workspaceId!,
    requestedBy: crypto.randomUUID(),
    requestedByName: 'Ada',
    deleteAt: new Date(0),
    shutAt: new Date(0),
  });
  await deleteWorkspaces.run(jobRun(jobServices(db)));
  expect(await prepareInstallation(db, preparation)).toEqual({
    workspaceId: null,
    demoSiteKey: null,
    setupOpen: false,
  });
  expect(await db.orm.select().from(workspaces)).toEqual([]);
  expect(await createFirstOwner(db, person)).toBe(false);
  await beginAnewIfEmpty(db);
  const anew = await prepareInstallation(db, preparation);
  expect(anew).toMatchObject({ workspaceId: expect.any(String) as string, setupOpen: true });
  expect(await createFirstOwner(db, person)).toBe(true);
  await beginAnewIfEmpty(db);
  expect((await db.orm.select().from(installation))[0]?.setupClosedAt).not.toBeNull();
  await db.close();
});
