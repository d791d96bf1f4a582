import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '../audit/tables.ts';
import type { BusMessage } from '../bus/bus.ts';
import { findConversation } from '../conversations/access.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { listVisitorConversations } from '../conversations/list-visitor-conversations.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { VisitorActor } from '../identity.ts';
import { stillValid } from '../auth/still-valid.ts';
import { sites } from '../sites/tables.ts';
import { checkRows, checkWorkspace } from '../testing/check-workspace.ts';
import { readStoredLog } from '../testing/stored-log.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { blockVisitor, unblockVisitor } from './block-visitor.ts';
import { changeVisitor } from './change-visitor.ts';
import { eraseVisitor, ERASED_TEXT } from './erase-visitor.ts';
import { exportVisitor } from './export-visitor.ts';
import { getVisitor } from './get-visitor.ts';
import { listConversationsOf } from './list-conversations-of.ts';
import { listVisitors } from './list-visitors.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { openVisitorSession } from './open-visitor-session.ts';
import { resolveVisitor } from './visitor-actor.ts';
import { visitors, visitorTokens } from './tables.ts';

const SHOP = 'https://shop.test';
const say = (conversation_id: string, text = 'Hello') => ({
  conversation_id,
  client_id: randomUUID(),
  text,
});
const NOBODY = { name: null, email: null, attributes: {} };

describeEachDatabase('visitors', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const { workspaceId, agent } = seed;
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const elsewhere = await seedWorkspace(database());
    const outsider = await seedAgent(database(), elsewhere.workspaceId, 'Out', 'owner');
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    const come = async (siteKey = seed.siteKey) => {
      const { token, visitor_id } = await openVisitorSession(services, { siteKey, origin: SHOP });
      const who = () => resolveVisitor(services, { token, siteKey, origin: SHOP });
      return { token, visitor_id, who, actor: await who() };
    };
    const talk = async (visitor: VisitorActor, text = 'Hello') => {
      const conversation_id = randomUUID();
      await startConversation(services, visitor, say(conversation_id, text));
      return conversation_id;
    };
    const revoked = () => heard.flatMap((one) => (one.kind === 'revoked' ? [[one.scope, one.id]] : []));
    return { services, seed, agent, admin, outsider, heard, come, talk, revoked };
  };
  const rowOf = async (id: string) =>
    (await database().orm.select().from(visitors).where(eq(visitors.id, id)))[0]!;
  const audited = async (workspaceId: string) =>
    database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, workspaceId))
      .orderBy(auditEntries.id);

  it('are found by name, address and attribute, by site, state and day, and by nobody else', async () => {
    const { services, admin, outsider, come, talk, seed } = await stage();
    const lena = await come();
    const karl = await come();
    const siteId = randomUUID();
    const { workspaceId } = seed;
    const second = { workspaceId, id: siteId, key: siteId, name: 'Second', allowedOrigins: ['*'] };
    const settings = { name: 'x', accent: '#006d4f', greeting: '', position: 'right' } as const;
    await database()
      .orm.insert(sites)
      .values({ ...second, settings });
    const away = await come(siteId);
    const input = { visitor_id: lena.visitor_id, name: 'Lena 100%', email: 'lena@example.org' };
    await changeVisitor(services, admin, { ...input, attributes: { plan: 'Gold "plus"', orders: 3 } });
    await talk(lena.actor);
    await blockVisitor(services, admin, { visitor_id: karl.visitor_id });
    const found = async (query: Parameters<typeof listVisitors>[2]) =>
      new Set((await listVisitors(services, admin, query)).visitors.map(({ id }) => id));
    const only = (...ids: { visitor_id: string }[]) => new Set(ids.map(({ visitor_id }) => visitor_id));
    for (const q of ['lena 100%', 'LENA@', 'gold "PLUS"', 'orders'])
      expect([q, await found({ q })]).toEqual([q, only(lena)]);
    for (const q of ['lena_100', '%%', 'nobody', '\\']) expect([q, await found({ q })]).toEqual([q, only()]);
    expect(await found({})).toEqual(only(lena, karl, away));
    expect(await found({ site: siteId })).toEqual(only(away));
    expect(await found({ blocked: 'yes' })).toEqual(only(karl));
    expect(await found({ blocked: 'no' })).toEqual(only(lena, away));
    expect(await found({ open: 'yes' })).toEqual(only(lena));
    expect(await found({ open: 'no', site: seed.siteId })).toEqual(only(karl));
    const past = new Date(Date.now() - 60_000).toISOString();
    expect(await found({ seen_from: past })).toEqual(only(lena, karl, away));
    expect(await found({ seen_to: past })).toEqual(only());
    expect((await listVisitors(services, outsider, {})).visitors).toEqual([]);
    const foreign = { visitor_id: lena.visitor_id };
    await expect(getVisitor(services, outsider, foreign)).rejects.toMatchObject({ code: 'not_found' });
    const details = await getVisitor(services, admin, foreign);
    expect(details).toMatchObject({ name: 'Lena 100%', conversations: 1, open_conversations: 1 });
    expect(details.site).toEqual({ id: seed.siteId, name: 'Fern & Field' });
  });

  it('come in pages without a hole or a double, also where many were seen at once', async () => {
    const { services, admin, seed } = await stage();
    const { workspaceId, siteId } = seed;
    const at = new Date();
    const rows = Array.from({ length: 120 }, (_, index) => ({
      workspaceId,
      siteId,
      id: randomUUID(),
      lastSeenAt: new Date(at.getTime() - Math.floor(index / 40) * 1000),
    }));
    await database().orm.insert(visitors).values(rows);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listVisitors(services, admin, { cursor });
      seen.push(...page.visitors.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
    for (const bad of ['x', '2026-99-99T00:00:00.000000Z_' + randomUUID()])
      await expect(listVisitors(services, admin, { cursor: bad })).rejects.toMatchObject({ field: 'cursor' });
  });

  it('are put right, live for consoles, audited by the names of the fields alone', async () => {
    const { services, admin, outsider, come, talk, heard, seed } = await stage();
    const { visitor_id, actor } = await come();
    const conversation = await talk(actor);
    const change = { visitor_id, name: 'CANARY', email: 'canary@example.org', attributes: { a: 'CANARY' } };
    await expect(changeVisitor(services, outsider, change)).rejects.toMatchObject({ code: 'not_found' });
    expect(await changeVisitor(services, admin, change)).toMatchObject({ name: 'CANARY' });
    await changeVisitor(services, admin, change);
    expect(heard.at(-1)).toMatchObject({
      kind: 'changed',
      changes: [{ conversation: { id: conversation, visitor: { name: 'CANARY' } }, entries: [] }],
    });
    const trail = await audited(seed.workspaceId);
    expect(trail.map(({ action, details }) => [action, details])).toEqual([
      ['visitor.changed', { fields: ['name', 'email', 'attributes'] }],
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/canary/i);
    await sendMessage(services, actor, say(conversation));
    expect(heard.at(-1)).toMatchObject({ changes: [{ conversation: { visitor: { name: 'CANARY' } } }] });
    const published = [heard.filter((one) => one.kind === 'changed')];
    const faults = await checkWorkspace(database(), seed.workspaceId, { acknowledged: [], published });
    expect(faults).toEqual([]);
  });

  it('are refused while they are blocked, wherever they are, and come back as themselves', async () => {
    const { services, admin, outsider, come, revoked, seed } = await stage();
    const { visitor_id, actor, who } = await come();
    const visitorTokens = [{ id: actor.tokenId, visitorId: visitor_id }];
    const connected = async () =>
      (await stillValid(services, { visitorTokens, sessions: [], members: [] })).visitorTokens;
    await expect(blockVisitor(services, outsider, { visitor_id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await connected()).toEqual(visitorTokens);
    await blockVisitor(services, admin, { visitor_id });
    await blockVisitor(services, admin, { visitor_id });
    expect(revoked()).toContainEqual(['visitor', visitor_id]);
    // Not `unauthenticated`: their browser would drop the token and come back as somebody new.
    await expect(who()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await connected()).toEqual([{ id: actor.tokenId, visitorId: null }]);
    await unblockVisitor(services, admin, { visitor_id });
    await unblockVisitor(services, admin, { visitor_id });
    expect(await who()).toEqual(actor);
    expect((await audited(seed.workspaceId)).map(({ action }) => action)).toEqual([
      'visitor.blocked',
      'visitor.unblocked',
    ]);
  });

  it('become one by a merge: conversations and tokens move, the log stays as it was', async () => {
    const { services, admin, agent, outsider, come, talk, revoked, heard, seed } = await stage();
    const a = await come();
    const b = await come();
    const ofA = await talk(a.actor);
    const ofB = await talk(b.actor, 'From B');
    const keep = { name: 'Lena', email: null, attributes: { plan: 'gold' } };
    await changeVisitor(services, admin, { visitor_id: a.visitor_id, ...keep });
    const other = { name: 'L.', email: 'l@example.org', attributes: { plan: 'none', since: 2020 } };
    await changeVisitor(services, admin, { visitor_id: b.visitor_id, ...other });
    const before = await fetchEntries(services, agent, { conversation_id: ofB, after: 0 });
    const merge = { visitor_id: a.visitor_id, duplicate_id: b.visitor_id };
    await expect(mergeVisitors(services, outsider, merge)).rejects.toMatchObject({ code: 'not_found' });
    const merged = await mergeVisitors(services, admin, merge);
    const attributes = { plan: 'gold', since: 2020 };
    expect(merged).toMatchObject({ name: 'Lena', email: 'l@example.org', attributes, conversations: 2 });
    expect(await mergeVisitors(services, admin, merge)).toEqual(merged);
    expect((await b.who()).visitorId).toBe(a.visitor_id);
    expect(revoked()).toContainEqual(['visitor', b.visitor_id]);
    const mine = await listVisitorConversations(services, await b.who());
    expect(new Set(mine.map(({ id }) => id))).toEqual(new Set([ofA, ofB]));
    const after = await fetchEntries(services, agent, { conversation_id: ofB, after: 0 });
    expect(after.entries).toEqual(before.entries);
    expect((await findConversation(services, agent, ofB)).visitor.name).toBe('Lena');
    await sendMessage(services, await b.who(), say(ofB));
    expect(heard.at(-1)).toMatchObject({ changes: [{ conversation: { visitor: { id: a.visitor_id } } }] });
    expect(await getVisitor(services, admin, { visitor_id: b.visitor_id })).toEqual(
      await getVisitor(services, admin, { visitor_id: a.visitor_id }),
    );
    expect(await rowOf(b.visitor_id)).toMatchObject({ ...NOBODY, mergedInto: a.visitor_id });
    const trail = (await audited(seed.workspaceId)).filter(({ action }) => action === 'visitor.merged');
    expect(trail.map(({ details }) => details)).toEqual([{ duplicate: b.visitor_id, conversations: 1 }]);
    const back = { visitor_id: b.visitor_id, duplicate_id: a.visitor_id };
    await expect(mergeVisitors(services, admin, back)).rejects.toMatchObject({ code: 'conflict' });
    const published = [heard.filter((one) => one.kind === 'changed')];
    const faults = await checkWorkspace(database(), seed.workspaceId, { acknowledged: [], published });
    expect(faults).toEqual([]);
  });

  it('stay one step from who they became, and do not become themselves or another site’s', async () => {
    const { services, admin, come, seed } = await stage();
    const [a, b, c] = [await come(), await come(), await come()];
    await mergeVisitors(services, admin, { visitor_id: b.visitor_id, duplicate_id: a.visitor_id });
    await mergeVisitors(services, admin, { visitor_id: c.visitor_id, duplicate_id: b.visitor_id });
    expect((await rowOf(a.visitor_id)).mergedInto).toBe(c.visitor_id);
    expect((await a.who()).visitorId).toBe(c.visitor_id);
    const self = { visitor_id: c.visitor_id, duplicate_id: c.visitor_id };
    await expect(mergeVisitors(services, admin, self)).rejects.toMatchObject({ code: 'bad_request' });
    const id = randomUUID();
    const settings = { name: 'x', accent: '#006d4f', greeting: '', position: 'right' } as const;
    const row = { workspaceId: seed.workspaceId, id, key: id, allowedOrigins: ['*'], settings };
    await database().orm.insert(sites).values(row);
    const { visitor_id } = await come(id);
    const across = { visitor_id: c.visitor_id, duplicate_id: visitor_id };
    await expect(mergeVisitors(services, admin, across)).rejects.toMatchObject({ field: 'duplicate_id' });
  });

  it('lose nothing when two merge them crosswise while they begin to talk', async () => {
    const { services, admin, come, talk, heard, seed } = await stage();
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await come(), await come()];
      const ways = [
        { visitor_id: a.visitor_id, duplicate_id: b.visitor_id },
        { visitor_id: b.visitor_id, duplicate_id: a.visitor_id },
      ];
      const talking = Array.from({ length: 6 }, (_, index) => talk(index % 2 ? a.actor : b.actor));
      const [merges, began] = await Promise.all([
        Promise.allSettled(ways.map((way) => mergeVisitors(services, admin, way))),
        Promise.all(talking),
      ]);
      expect(merges.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const kept = ways[merges.findIndex(({ status }) => status === 'fulfilled')]!.visitor_id;
      const page = await listConversationsOf(services, admin, { visitor_id: kept });
      expect(new Set(page.conversations.map(({ id }) => id))).toEqual(new Set(began));
    }
    const published = [heard.filter((one) => one.kind === 'changed')];
    const faults = await checkWorkspace(database(), seed.workspaceId, { acknowledged: [], published });
    expect(faults).toEqual([]);
  });

  it('[S30] are exported whole and erased whole: nothing of them is in any column afterwards', async () => {
    const { services, admin, agent, outsider, come, talk, revoked, seed } = await stage();
    const canary = () => `canary${randomUUID().slice(0, 8)}`;
    const words = { first: canary(), reply: canary(), name: canary(), mail: canary(), key: canary() };
    const { visitor_id, actor, who } = await come();
    const twin = await come();
    const bystander = await come();
    const kept = await talk(bystander.actor, 'KEPT');
    const open = await talk(actor, words.first);
    const ended = await talk(twin.actor, words.first);
    await sendMessage(services, agent, say(open, `You said ${words.reply}`));
    await endConversation(services, agent, { conversation_id: ended, client_id: randomUUID() });
    const attributes = { [words.key]: words.key };
    const known = { name: words.name, email: `${words.mail}@example.org`, attributes };
    await changeVisitor(services, admin, { visitor_id, ...known });
    await mergeVisitors(services, admin, { visitor_id, duplicate_id: twin.visitor_id });

    await expect(exportVisitor(services, outsider, { visitor_id })).rejects.toMatchObject({
      code: 'not_found',
    });
    let text = '';
    for await (const piece of await exportVisitor(services, admin, { visitor_id })) text += piece;
    const exported = JSON.parse(text) as { conversations: { entries: unknown[] }[]; also_known_as: string[] };
    for (const word of Object.values(words)) expect(text).toContain(word);
    expect(text).not.toContain('KEPT');
    expect(exported.also_known_as).toEqual([twin.visitor_id]);
    expect(exported.conversations.map(({ entries }) => entries.length)).toEqual([4, 3]);
    for (const word of Object.values(words)) expect(await placesOf(word)).not.toEqual([]);

    await expect(eraseVisitor(services, outsider, { visitor_id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const before = await fetchEntries(services, agent, { conversation_id: open, after: 0 });
    await eraseVisitor(services, admin, { visitor_id: twin.visitor_id });
    await eraseVisitor(services, admin, { visitor_id });
    for (const word of Object.values(words)) expect([word, await placesOf(word)]).toEqual([word, []]);
    const after = await fetchEntries(services, agent, { conversation_id: open, after: 0 });
    expect(after.entries.slice(0, -1).map(({ seq, type }) => [seq, type])).toEqual(
      before.entries.map(({ seq, type }) => [seq, type]),
    );
    expect(after.entries.at(-1)!.type).toBe('ended');
    expect(after.conversation).toMatchObject({ status: 'ended', last_message: { text: ERASED_TEXT } });
    expect(revoked()).toContainEqual(['visitor_token', actor.tokenId]);
    await expect(who()).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(twin.who()).rejects.toMatchObject({ code: 'unauthenticated' });
    const left = and(
      eq(visitorTokens.workspaceId, seed.workspaceId),
      eq(visitorTokens.visitorId, visitor_id),
    );
    expect(await database().orm.$count(visitorTokens, left)).toBe(0);
    const other = await fetchEntries(services, agent, { conversation_id: kept, after: 0 });
    expect(other.entries[1]!.body).toEqual({ text: 'KEPT' });
    expect((await listVisitors(services, admin, {})).visitors.map(({ id }) => id)).toEqual([
      bystander.visitor_id,
    ]);
    const trail = (await audited(seed.workspaceId)).filter(({ action }) => action === 'visitor.erased');
    expect(trail.map(({ details }) => details)).toEqual([{ conversations: 2 }]);
    const note = { visitor_id, ...known };
    await expect(changeVisitor(services, admin, note)).rejects.toMatchObject({ code: 'conflict' });
    expect(checkRows(await readStoredLog(database(), seed.workspaceId))).toEqual([]);
  });

  /** Every column of every table, as text: what a dump would hold. */
  async function placesOf(word: string): Promise<string[]> {
    const tables = await database().orm.execute<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`);
    const places: string[] = [];
    for (const { name } of tables) {
      const found = await database().orm.execute(sql`
        select 1 from ${sql.identifier(name)} t where t::text like ${`%${word}%`} limit 1`);
      if (found.length > 0) places.push(name);
    }
    return places;
  }
});
