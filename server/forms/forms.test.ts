import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { BusMessage } from '../bus/bus.ts';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import type { FormField } from '../../shared/widget-settings/form-fields.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import { findConversation } from '../conversations/access.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { publishWidget } from '../sites/publish-widget.ts';
import { sites } from '../sites/tables.ts';
import { readWidget, saveWidgetDraft } from '../sites/widget-draft.ts';
import { teams } from '../teams/tables.ts';
import { checkWorkspace } from '../testing/check-workspace.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { changeVisitor } from '../visitors/change-visitor.ts';
import { eraseVisitor } from '../visitors/erase-visitor.ts';
import { exportVisitor } from '../visitors/export-visitor.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { submitForm } from './submit-form.ts';

const ask = (key: string, over: Partial<FormField> = {}): FormField => ({
  key,
  label: key === 'name' || key === 'email' ? '' : `Your ${key}?`,
  kind: key === 'email' ? 'email' : 'text',
  required: false,
  options: [],
  ...over,
});

const FIELDS = [
  ask('name'),
  ask('email', { required: true }),
  ask('topic', { kind: 'select', options: ['Sales', 'Help'] }),
  ask('terms', { kind: 'checkbox', required: true }),
];
const RIGHT = { name: 'Ada', email: 'ada@example.org', topic: 'Help', terms: true };

const start = (over: object = {}) => ({
  conversation_id: randomUUID(),
  client_id: randomUUID(),
  text: 'Hello',
  ...over,
});
const preChat = (values: Record<string, string | boolean> = RIGHT) => ({
  form: { form: 'pre_chat' as const, values },
});

describeEachDatabase('forms', (database) => {
  const stage = async (over: Partial<WidgetSettings['pre_chat']> = {}) => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    const publish = async (settings: Partial<WidgetSettings>) => {
      const { version } = await readWidget(services, admin, seed.siteId);
      const whole = { ...defaultSettings('Shop'), ...settings };
      const saved = await saveWidgetDraft(services, admin, seed.siteId, { version, settings: whole });
      return publishWidget(services, admin, seed.siteId, saved.version);
    };
    const team = async (name: string) => {
      const id = randomUUID();
      await database()
        .orm.insert(teams)
        .values({ workspaceId: seed.workspaceId, id, name, strategy: 'manual' });
      return id;
    };
    const plain = defaultSettings('Shop');
    const pre_chat = { ...plain.pre_chat, enabled: true, fields: FIELDS, ...over };
    await publish({ pre_chat, offline: { ...plain.offline, enabled: true } });
    const known = () => getVisitor(services, seed.agent, { visitor_id: visitor.visitorId });
    return { services, seed, visitor, admin, agent: seed.agent, heard, publish, team, pre_chat, known };
  };

  it('[FM1, FM3] keeps the answers before the first message, each beside its question', async () => {
    const { services, visitor, agent } = await stage();
    const input = start(preChat({ ...RIGHT, name: '  Ada ' }));
    const first = await startConversation(services, visitor, input);
    expect(first).toMatchObject({ client_id: input.client_id, seq: 3 });
    expect(await startConversation(services, visitor, { ...input, ...preChat({}) })).toEqual(first);
    const { entries, conversation } = await fetchEntries(services, agent, input);
    expect(entries.map(({ type }) => type)).toEqual(['started', 'form_submitted', 'message']);
    expect(entries[1]!.body).toEqual({
      form: 'pre_chat',
      answers: [
        { key: 'name', label: '', value: 'Ada' },
        { key: 'email', label: '', value: 'ada@example.org' },
        { key: 'topic', label: 'Your topic?', value: 'Help' },
        { key: 'terms', label: 'Your terms?', value: true },
      ],
    });
    expect(conversation.visitor.name).toBe('Ada');
    expect(conversation.last_message).toMatchObject({ text: 'Hello' });
    const own = await fetchEntries(services, visitor, input);
    expect(own.entries[1]).toMatchObject({ seq: 2, type: 'form_submitted', body: { form: 'pre_chat' } });
  });

  it.each([
    ['an unknown key', { ...RIGHT, color: 'red' }, 'color'],
    ['no address', { ...RIGHT, email: 'ada' }, 'email'],
    ['a missing answer', { email: 'ada@example.org' }, 'terms'],
    ['what is not offered', { ...RIGHT, topic: 'Other' }, 'topic'],
    ['a box that has to be ticked', { ...RIGHT, terms: false }, 'terms'],
    ['a text for a box', { ...RIGHT, terms: 'yes' }, 'terms'],
    ['a box for a text', { ...RIGHT, name: true }, 'name'],
    ['two lines for one', { ...RIGHT, name: 'a\nb' }, 'name'],
    ['a long line', { ...RIGHT, name: 'x'.repeat(101) }, 'name'],
    ['a control character', { ...RIGHT, name: 'a\u0007' }, 'name'],
  ])('[FM1, FM2] refuses %s by its field, and begins nothing', async (_what, values, key) => {
    const { services, visitor, agent } = await stage();
    const input = start(preChat(values));
    await expect(startConversation(services, visitor, input)).rejects.toMatchObject({
      code: 'bad_request',
      field: `form.values.${key}`,
    });
    await expect(findConversation(services, agent, input.conversation_id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('[FM1] takes what a page asks that is a little older than the settings, and refuses a form that is off', async () => {
    const { services, visitor, publish, pre_chat } = await stage();
    await publish({ pre_chat: { ...pre_chat, fields: [ask('order', { required: true })] } });
    await startConversation(services, visitor, start(preChat()));
    await startConversation(services, visitor, start(preChat({ order: '7' })));
    await publish({ accent: 'teal' });
    await publish({ accent: 'red' });
    await publish({ accent: 'blue' });
    await expect(startConversation(services, visitor, start(preChat()))).rejects.toMatchObject({
      field: 'form.form',
    });
  });

  it('[FM2, FM4, S9] notes who the visitor says they are, as said, and keeps what the team noted', async () => {
    const { services, visitor, agent, known } = await stage();
    await startConversation(services, visitor, start(preChat()));
    expect(await known()).toMatchObject({
      name: 'Ada',
      email: 'ada@example.org',
      sources: { name: 'said', email: 'said' },
    });
    // Who they are need not be answered again, and may be put right.
    await startConversation(services, visitor, start(preChat({ terms: true, name: 'Ada L.' })));
    expect(await known()).toMatchObject({ name: 'Ada L.', email: 'ada@example.org' });
    const noted = { name: 'Countess', email: 'c@example.org', attributes: {} };
    await changeVisitor(services, agent, { visitor_id: visitor.visitorId, ...noted });
    await startConversation(services, visitor, start(preChat()));
    expect(await known()).toMatchObject(noted);
  });

  it('[S5] shows a new name on the conversations that stand, and leaves rows and log as they should be', async () => {
    const { services, visitor, seed, heard } = await stage();
    const before = await startConversation(services, visitor, start());
    await startConversation(services, visitor, start(preChat()));
    const published = [heard.filter((one) => one.kind === 'changed')];
    const told = published[0]!.at(-1)!.changes;
    const old = told.find(({ conversation }) => conversation.id === before.conversation_id);
    expect(old?.conversation.visitor.name).toBe('Ada');
    const faults = await checkWorkspace(database(), seed.workspaceId, { acknowledged: [], published });
    expect(faults).toEqual([]);
  });

  it('[FM5] begins in the queue of a team that the site offers, and of no other', async () => {
    const { services, visitor, agent, team, publish, pre_chat, seed } = await stage();
    const [sales, secret] = [await team('Sales people'), await team('Secret')];
    const teamsOffered = [{ id: 'sales', team_id: sales, name: 'Sales', expectation: '' }];
    await publish({ pre_chat: { ...pre_chat, teams: teamsOffered } });
    const queueOf = async (chosen: string) => {
      const input = start({ team: chosen, ...preChat() });
      await startConversation(services, visitor, input);
      return (await findConversation(services, agent, input.conversation_id)).team_id;
    };
    expect(await queueOf('sales')).toBe(sales);
    expect(await queueOf(secret)).toBeNull();
    expect(await queueOf('none')).toBeNull();
    const { workspaceId } = seed;
    await database()
      .orm.delete(teams)
      .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, secret)));
    const gone = [{ id: 'gone', team_id: secret, name: 'Gone', expectation: '' }];
    await expect(publish({ pre_chat: { ...pre_chat, teams: gone } })).rejects.toMatchObject({
      field: 'settings.pre_chat.teams.0.team_id',
    });
    // Settings that were published while it was there.
    const settings = { ...defaultSettings('Shop'), pre_chat: { ...pre_chat, teams: gone } };
    await database().orm.update(sites).set({ settings }).where(eq(sites.id, seed.siteId));
    expect(await queueOf('gone')).toBeNull();
  });

  it('[FM6] takes a form into a conversation that stands, once, until it ends', async () => {
    const { services, visitor, agent, seed } = await stage();
    const { conversation_id } = await startConversation(services, visitor, start());
    const offline = (over = {}) => ({
      conversation_id,
      client_id: randomUUID(),
      form: { form: 'offline' as const, values: { email: 'ada@example.org' } },
      ...over,
    });
    const input = offline();
    const answers = await Promise.all(Array.from({ length: 8 }, () => submitForm(services, visitor, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ seq: 3 });
    const page = await fetchEntries(services, agent, { conversation_id });
    expect(page.entries.map(({ type }) => type)).toEqual(['started', 'message', 'form_submitted']);
    expect(page.conversation).toMatchObject({ status: 'waiting', last_message: { text: 'Hello' } });

    const stranger = await seedVisitor(database(), seed);
    await expect(submitForm(services, stranger, offline())).rejects.toMatchObject({ code: 'not_found' });
    await submitForm(services, visitor, offline());
    await submitForm(services, visitor, offline());
    await expect(submitForm(services, visitor, offline())).rejects.toMatchObject({ code: 'conflict' });
    await endConversation(services, visitor, { conversation_id, client_id: randomUUID() });
    expect(await submitForm(services, visitor, input)).toEqual(answers[0]);
    await expect(submitForm(services, visitor, offline())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[S30] is exported whole, and an erasure leaves nothing of it', async () => {
    const { services, visitor, admin, seed } = await stage();
    const input = start(preChat({ ...RIGHT, name: 'CANARY' }));
    await startConversation(services, visitor, input);
    const visitor_id = visitor.visitorId;
    let exported = '';
    for await (const piece of await exportVisitor(services, admin, { visitor_id })) exported += piece;
    expect(exported).toContain('"type":"form_submitted"');
    expect(exported.match(/CANARY/g)!.length).toBeGreaterThan(1);
    await eraseVisitor(services, admin, { visitor_id });
    const { entries } = await fetchEntries(services, admin, input);
    expect(JSON.stringify(entries)).not.toMatch(/CANARY|ada@example|Help/);
    await expect(startConversation(services, visitor, start(preChat()))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(
      JSON.stringify(await database().orm.select().from(sites).where(eq(sites.id, seed.siteId))),
    ).not.toContain('CANARY');
  });
});
