import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { findConversation } from '../conversations/access.ts';
import { listConversations } from '../conversations/list-conversations.ts';
import { setPriority } from '../conversations/set-priority.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { removeTags } from '../jobs/remove-tags.ts';
import { visitorsChange } from '../realtime/audience.ts';
import { lockHead } from '../routing/queue-head.ts';
import { checkRows } from '../testing/check-workspace.ts';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { readStoredLog } from '../testing/stored-log.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { listTags } from './list-tags.ts';
import { changeTag, createTag, deleteTag } from './save-tag.ts';
import { tagConversation, untagConversation } from './tag-conversation.ts';

describeEachDatabase('tags and priority', (database) => {
  async function stage() {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const start = async () => {
      const visitor = await seedVisitor(database(), seed);
      const conversation_id = randomUUID();
      await startConversation(services, visitor, { conversation_id, client_id: randomUUID(), text: 'Hello' });
      return conversation_id;
    };
    const other = await seedAgent(database(), seed.workspaceId, 'Ada');
    return { services, seed, agent: seed.agent, other, id: await start(), start };
  }
  type Stage = Awaited<ReturnType<typeof stage>>;
  const make = ({ services, agent }: Stage, name: string) => createTag(services, agent, { name });
  const internalOf = async (id: string) =>
    database().orm.execute<{ type: string; body: Record<string, unknown> }>(
      sql`select type, body from entries where conversation_id = ${id} and public_seq is null order by seq`,
    );
  const faults = async ({ seed }: Stage) => checkRows(await readStoredLog(database(), seed.workspaceId));

  it('[I4] makes a tag once, however its name is written, also when two agents make it at once', async () => {
    const on = await stage();
    const [a, b] = await Promise.all([
      make(on, 'Billing'),
      createTag(on.services, on.other, { name: 'BILLING' }),
    ]);
    expect(a.id).toBe(b.id);
    expect((await listTags(on.services, on.agent)).tags).toEqual([a]);
    const elsewhere = (await seedWorkspace(database())).agent;
    expect((await listTags(on.services, elsewhere)).tags).toEqual([]);
  });

  it('[I4] renames, and refuses a name that another has', async () => {
    const on = await stage();
    const heard: BusMessage[] = [];
    on.services.bus.subscribe((message) => heard.push(message));
    const billing = await make(on, 'Billing');
    const refund = await make(on, 'Refund');
    const change = (tag_id: string, name: string) =>
      changeTag(on.services, on.agent, { tag_id, name, color: 'red' });
    await expect(change(refund.id, 'billing')).rejects.toMatchObject({ code: 'conflict', field: 'name' });
    expect(await change(billing.id, 'BILLING')).toEqual({ id: billing.id, name: 'BILLING', color: 'red' });
    await expect(change(randomUUID(), 'New')).rejects.toMatchObject({ code: 'not_found' });
    expect(heard.filter(({ kind }) => kind === 'tags')).toHaveLength(3);
  });

  it('[I5] puts tags on and takes them off, for agents alone, idempotently', async () => {
    const on = await stage();
    const { id: tag_id } = await make(on, 'Billing');
    const heard: string[] = [];
    on.services.bus.subscribe((message) => {
      if (message.kind !== 'changed') return;
      for (const change of message.changes) {
        expect(change.visitorVisible).toBe(false);
        heard.push(visitorsChange(change).bytes.toString());
      }
    });
    const named = { conversation_id: on.id, tag_id };
    expect((await tagConversation(on.services, on.agent, named)).tag_ids).toEqual([tag_id]);
    await tagConversation(on.services, on.agent, named);
    const found = await listConversations(on.services, on.agent, { view: 'all', tag_id });
    expect(found.conversations.map(({ id }) => id)).toEqual([on.id]);
    expect((await untagConversation(on.services, on.other, named)).tag_ids).toEqual([]);
    expect((await listConversations(on.services, on.agent, { view: 'all', tag_id })).conversations).toEqual(
      [],
    );
    const body = { tag_id, name: 'Billing' };
    expect(await internalOf(on.id)).toEqual([
      { type: 'tagged', body },
      { type: 'untagged', body },
    ]);
    expect(heard.join()).not.toMatch(/tag|Billing|priority/);
    await expect(
      tagConversation(on.services, on.agent, { ...named, tag_id: randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_found', field: 'tag_id' });
    const outsider = await seedWorkspace(database());
    await expect(tagConversation(on.services, outsider.agent, named)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await faults(on)).toEqual([]);
  });

  it('[I5] keeps both tags that two agents put on at once', async () => {
    const on = await stage();
    const [a, b] = [await make(on, 'Billing'), await make(on, 'Refund')];
    await Promise.all([
      tagConversation(on.services, on.agent, { conversation_id: on.id, tag_id: a.id }),
      tagConversation(testServices(database()), on.other, { conversation_id: on.id, tag_id: b.id }),
    ]);
    const { tag_ids } = await findConversation(on.services, on.agent, on.id);
    expect(tag_ids.toSorted()).toEqual([a.id, b.id].toSorted());
    expect(await faults(on)).toEqual([]);
  });

  it('[I4] a deleted tag is gone at once and taken off by the job, once, after which its name is free', async () => {
    const on = await stage();
    const { id: tag_id } = await make(on, 'Billing');
    const ids = [on.id, await on.start(), await on.start()];
    for (const conversation_id of ids)
      await tagConversation(on.services, on.agent, { conversation_id, tag_id });
    await deleteTag(on.services, on.agent, { tag_id });
    expect((await listTags(on.services, on.agent)).tags).toEqual([]);
    expect((await make(on, 'Billing')).id).not.toBe(tag_id);
    const run = () => removeTags.run(jobRun(jobServices(database())));
    const reports = await Promise.all([run(), run()]);
    const counts = reports.map((report) => report.get(on.seed.workspaceId)?.conversations ?? 0);
    expect(counts[0]! + counts[1]!).toBe(3);
    expect((await internalOf(on.id)).map(({ type }) => type)).toEqual(['tagged', 'untagged']);
    const rows = await database().orm.execute(sql`select id from tags where id = ${tag_id}`);
    expect(rows).toHaveLength(0);
    expect(await faults(on)).toEqual([]);
  });

  it('[I3] what is urgent goes first, and that is told to agents alone', async () => {
    const on = await stage();
    const later = await on.start();
    const team = randomUUID();
    await database().orm.execute(
      sql`insert into teams (workspace_id, id, name, strategy) values (${on.seed.workspaceId}, ${team}, 'Support', 'manual')`,
    );
    await database().orm.execute(
      sql`update conversations set team_id = ${team} where workspace_id = ${on.seed.workspaceId}`,
    );
    const head = async () =>
      (
        await database().orm.transaction((tx) =>
          lockHead(tx, { workspaceId: on.seed.workspaceId, teamId: team }, 2),
        )
      ).waiting.map(({ id }) => id);
    expect(await head()).toEqual([on.id, later]);
    const set = (priority: number) =>
      setPriority(on.services, on.agent, { conversation_id: later, priority });
    expect(await set(2)).toMatchObject({ priority: 2 });
    await set(2);
    expect(await head()).toEqual([later, on.id]);
    expect(await internalOf(later)).toEqual([{ type: 'prioritized', body: { priority: 2, before: 0 } }]);
    expect(await set(0)).toMatchObject({ priority: 0 });
    expect(await head()).toEqual([on.id, later]);
    expect(await faults(on)).toEqual([]);
  });
});
