import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { createSealer } from '../sealer.ts';
import { publishWidget } from '../sites/publish-widget.ts';
import { readWidget, saveWidgetDraft } from '../sites/widget-draft.ts';
import { checkWorkspace } from '../testing/check-workspace.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { eraseVisitor } from '../visitors/erase-visitor.ts';
import { exportVisitor } from '../visitors/export-visitor.ts';
import { rateConversation } from './rate-conversation.ts';
import { makeRatingLink, openRatingLink } from './rating-link.ts';

const DAY_MS = 86_400_000;
const sealer = createSealer('a secret of the tests, 32 characters or more');

describeEachDatabase('ratings', (database) => {
  const stage = async ({ answered = true, ended = true } = {}) => {
    const services = testServices(database());
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const { agent } = seed;
    const id = randomUUID();
    const named = () => ({ conversation_id: id, client_id: randomUUID() });
    await startConversation(services, visitor, { ...named(), text: 'Hello' });
    if (answered) await sendMessage(services, agent, { ...named(), text: 'Hi' });
    if (ended) await endConversation(services, agent, named());
    const rate = (over: object = {}) =>
      rateConversation(services, visitor, { ...named(), score: 4, ...over });
    const rated = async () =>
      (await fetchEntries(services, agent, { conversation_id: id })).entries.filter(
        ({ type }) => type === 'rated',
      );
    const age = (type: string, hours: number) =>
      database().orm.execute(sql`
        update entries set created_at = created_at - make_interval(hours => ${hours})
        where conversation_id = ${id} and type = ${type}`);
    const parts = { db: database(), sealer, publicUrl: 'https://chat.test' };
    return { services, seed, visitor, agent, id, named, rate, rated, age, parts, heard };
  };

  it('[RT1, RT3] keeps a score with its comment, for the agent and the visitor alike', async () => {
    const { services, seed, visitor, id, rate, rated, heard } = await stage();
    const before = await fetchEntries(services, visitor, { conversation_id: id });
    const answer = await rate({ score: 5, comment: 'Quick & <b>kind</b>' });
    const [entry] = await rated();
    expect(entry).toMatchObject({ sender: { kind: 'visitor' }, seq: expect.any(Number) });
    expect(entry!.body).toEqual({ score: 5, comment: 'Quick & <b>kind</b>' });
    const own = await fetchEntries(services, visitor, { conversation_id: id });
    expect(own.entries.at(-1)).toMatchObject({ seq: answer.seq, type: 'rated', body: { score: 5 } });
    expect(own.conversation).toEqual({
      ...before.conversation,
      seq: answer.seq,
      visitor_read: answer.seq,
    });
    const published = [heard.filter((message) => message.kind === 'changed')];
    expect(await checkWorkspace(database(), seed.workspaceId, { acknowledged: [], published })).toEqual([]);
  });

  it('[RT1] keeps one rating for a client id', async () => {
    const { rate, rated } = await stage();
    const client_id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => rate({ client_id })));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect(await rated()).toHaveLength(1);
  });

  it('[RT1] keeps the answer beside the question that the site asks', async () => {
    const { services, seed, rate, rated } = await stage();
    await rate({ answer: 'Yes' });
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const { version } = await readWidget(services, admin, seed.siteId);
    const rating = { enabled: false, comment: true, question: 'Was it solved?' };
    const settings = { ...defaultSettings('Shop'), rating };
    const saved = await saveWidgetDraft(services, admin, seed.siteId, { version, settings });
    await publishWidget(services, admin, seed.siteId, saved.version);
    await rate({ answer: 'Yes' });
    expect((await rated()).map(({ body }) => body)).toEqual([
      { score: 4, answer: 'Yes' },
      { score: 4, question: 'Was it solved?', answer: 'Yes', changed: true },
    ]);
  });

  it('[RT2] takes none before the end, and none where nobody answered', async () => {
    const going = await stage({ ended: false });
    await expect(going.rate()).rejects.toMatchObject({ code: 'conflict' });
    const unheard = await stage({ answered: false });
    await expect(unheard.rate()).rejects.toMatchObject({ code: 'conflict' });
    expect(await unheard.rated()).toEqual([]);
  });

  it('[RT2] can be changed for a day and ten times, not longer', async () => {
    const { rate, rated } = await stage();
    for (let n = 0; n < 10; n++) await rate({ score: 1 + (n % 5) });
    await expect(rate()).rejects.toMatchObject({ code: 'conflict' });
    expect((await rated()).map(({ body }) => body['changed'])).toEqual([undefined, ...Array(9).fill(true)]);
    const later = await stage();
    await later.rate();
    await later.age('rated', 23);
    await later.rate();
    await later.age('rated', 2);
    await expect(later.rate()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[RT2] is too late a week after the end', async () => {
    const { id, rate } = await stage();
    await database().orm.execute(
      sql`update conversations set ended_at = ended_at - interval '7 days' where id = ${id}`,
    );
    await expect(rate()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[RT2, M8] rates nobody else’s, as if there was none', async () => {
    const { services, seed, id, rated } = await stage();
    const other = await seedVisitor(database(), seed);
    const input = { conversation_id: id, client_id: randomUUID(), score: 1 };
    await expect(rateConversation(services, other, input)).rejects.toMatchObject({ code: 'not_found' });
    expect(await rated()).toEqual([]);
  });

  it('[RT5] lets who has the link rate that conversation, until it is over', async () => {
    const { services, agent, id, parts, rated, visitor } = await stage();
    const { url, expires_at } = await makeRatingLink(parts, agent, id);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(6.9 * DAY_MS);
    const token = url.slice('https://chat.test/rate/'.length);
    expect(token).toMatch(/^[\w-]+$/);
    const opened = await openRatingLink(database(), sealer, token);
    expect(opened).toMatchObject({ conversationId: id, actor: { visitorId: visitor.visitorId } });
    await rateConversation(services, opened!.actor, {
      conversation_id: opened!.conversationId,
      client_id: randomUUID(),
      score: 2,
    });
    expect(await rated()).toHaveLength(1);
    expect(await openRatingLink(database(), sealer, token, Date.now() + 8 * DAY_MS)).toBeNull();
    const other = createSealer('another secret of the tests, 32 characters or more');
    expect(await openRatingLink(database(), other, token)).toBeNull();
    expect(await openRatingLink(database(), sealer, `${token.slice(0, -4)}AAAA`)).toBeNull();
    const elsewhere = sealer.seal(sealer.open(token, 'a link to rate a conversation')!, 'a client secret');
    expect(await openRatingLink(database(), sealer, elsewhere)).toBeNull();
  });

  it('[RT5, S2] makes no link for another workspace, nor of a chat that goes on', async () => {
    const { id, parts } = await stage();
    const foreign = await seedWorkspace(database());
    await expect(makeRatingLink(parts, foreign.agent, id)).rejects.toMatchObject({ code: 'not_found' });
    const going = await stage({ ended: false });
    await expect(makeRatingLink(parts, going.agent, going.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[S30] leaves with an export, and nothing of it after an erasure', async () => {
    const { services, seed, visitor, agent, id, parts, rate, rated } = await stage();
    await rate({ comment: 'canary-7' });
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const visitor_id = visitor.visitorId;
    let exported = '';
    for await (const piece of await exportVisitor(services, admin, { visitor_id })) exported += piece;
    expect(exported).toContain('canary-7');
    const token = (await makeRatingLink(parts, agent, id)).url.split('/').at(-1)!;
    await eraseVisitor(services, admin, { visitor_id });
    expect(JSON.stringify(await rated())).not.toContain('canary-7');
    expect(await openRatingLink(database(), sealer, token)).toBeNull();
  });
});
