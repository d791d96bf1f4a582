import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../db/database.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import { setRead } from '../conversations/set-read.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { Actor, AgentActor, VisitorActor } from '../identity.ts';
import type { AppendJob, NewEntry } from '../log/append-job.ts';
import { isPublic } from '../log/entry-visibility.ts';
import { checkWorkspace } from './check-workspace.ts';
import { foldLog } from './fold-log.ts';
import type { Acknowledged } from './log-checker.ts';
import { POISON, poisonEntry } from './poison.ts';
import { seedAgent, seedVisitor, seedWorkspace } from './seed.ts';
import { readStoredLog } from './stored-log.ts';
import { TestNode } from './test-node.ts';

const SLOTS = 3;
const PEOPLE = 4;
const person = fc.nat({ max: PEOPLE - 1 });
const place = { slot: fc.nat({ max: SLOTS - 1 }), node: fc.nat({ max: 1 }) };
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((value) => !value.includes('\0')),
  fc.constant('😀'.repeat(100)),
);

/** What can happen next. People 0 and 1 are visitors, 2 and 3 agents. */
export const modelStep = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constant('say' as const), ...place, person, text }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('end' as const), ...place, person }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('read' as const), ...place, person, at: fc.nat({ max: 30 }) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('resend' as const), ...place, which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('batch' as const), ...place, poison: fc.subarray([...POISON]) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('restart' as const), ...place }) },
);
export type ModelStep = typeof modelStep extends fc.Arbitrary<infer S> ? S : never;
type StepOf<A extends ModelStep['act']> = Extract<ModelStep, { act: A }>;

interface Slot {
  id: string;
  owner: VisitorActor | undefined;
  entries: Entry[];
}

interface Said {
  actor: Actor;
  input: { conversation_id: string; client_id: string; text: string };
  answer: EntryAnswer;
}

/** A log in memory beside the real one: each act is predicted, done, and compared. */
export class LogModel {
  private readonly slots: Slot[] = Array.from({ length: SLOTS }, () => ({
    id: randomUUID(),
    owner: undefined,
    entries: [],
  }));
  private readonly said: Said[] = [];
  private readonly acknowledged: Acknowledged[] = [];

  private constructor(
    private readonly db: Database,
    private readonly workspaceId: string,
    private readonly people: Actor[],
    private readonly nodes: TestNode[],
  ) {}

  static async begin(db: Database): Promise<LogModel> {
    const seed = await seedWorkspace(db);
    const visitors = [await seedVisitor(db, seed), await seedVisitor(db, seed)];
    const agents = [seed.agent, await seedAgent(db, seed.workspaceId, 'Bo')];
    return new LogModel(db, seed.workspaceId, [...visitors, ...agents], [new TestNode(db), new TestNode(db)]);
  }

  async act(step: ModelStep): Promise<void> {
    const slot = this.slots[step.slot]!;
    const node = this.nodes[step.node]!;
    if (step.act === 'restart') return node.restart();
    if (step.act === 'resend') return this.resend(node, step);
    if (step.act === 'batch') return this.batch(node, slot, step);
    const actor = this.people[step.person]!;
    if (step.act === 'say') return this.say(node, slot, actor, step.text.toWellFormed());
    if (step.act === 'end') return this.end(node, slot, actor);
    return this.read(node, slot, actor, step);
  }

  /** What is wrong with the stored log, of which the model knows every entry. */
  async check(): Promise<string[]> {
    await Promise.all(this.nodes.map((node) => node.settled()));
    const log = await readStoredLog(this.db, this.workspaceId);
    for (const { id, entries } of this.slots) {
      const stored = log.entries.filter((row) => row.conversation_id === id).map(({ entry }) => entry);
      expect(stored).toEqual(entries);
    }
    const published = this.nodes.flatMap(({ heard }) => heard);
    return checkWorkspace(this.db, this.workspaceId, { acknowledged: this.acknowledged, published });
  }

  /** The same message, sent many times at once over both nodes, to a new conversation. */
  async sendTogether(times: number, client_id: string) {
    const slot = this.slots[0]!;
    const visitor = this.people[0]!;
    await this.say(this.nodes[0]!, slot, visitor, 'Hello');
    const input = { conversation_id: slot.id, client_id, text: 'Once' };
    const answers = await Promise.all(
      Array.from({ length: times }, (_, index) =>
        this.nodes[index % 2]!.run((services) => sendMessage(services, visitor, input)),
      ),
    );
    this.record(slot, visitor, client_id, [message(visitor, client_id, 'Once')], answers[0]!);
    return { conversation_id: slot.id, answers };
  }

  async entriesIn(conversationId: string): Promise<number> {
    const { entries } = await readStoredLog(this.db, this.workspaceId);
    return entries.filter(({ conversation_id }) => conversation_id === conversationId).length;
  }

  private async say(node: TestNode, slot: Slot, actor: Actor, said: string): Promise<void> {
    const input = { conversation_id: slot.id, client_id: randomUUID(), text: said };
    if (slot.owner === undefined && actor.kind === 'visitor') {
      const answer = await node.run((services) => startConversation(services, actor, input));
      const started = newEntry('started', actor, null, { site_id: actor.siteId });
      slot.owner = actor;
      this.record(slot, actor, input.client_id, [started, message(actor, input.client_id, said)], answer);
      this.said.push({ actor, input, answer });
      return;
    }
    const expected = this.predict(slot, actor, message(actor, input.client_id, said));
    const attempt = node.run((services) => sendMessage(services, actor, input));
    if (typeof expected === 'string') return refused(attempt, expected);
    const answer = await attempt;
    this.record(slot, actor, input.client_id, expected, answer);
    this.said.push({ actor, input, answer });
  }

  /** What a message makes: the entries that it and its state ask for, or the refusal. */
  private predict(slot: Slot, actor: Actor, said: NewEntry): NewEntry[] | string {
    if (!canReach(slot, actor)) return 'not_found';
    const { status, assignee_id } = foldLog(slot.entries);
    if (actor.kind === 'visitor')
      return status === 'ended' ? [newEntry('reopened', actor, null, {}), said] : [said];
    if (status === 'ended') return 'conflict';
    if (status !== 'waiting' || assignee_id !== null) return [said];
    return [newEntry('assigned', actor, null, { member_id: actor.memberId, name: actor.name }), said];
  }

  private async end(node: TestNode, slot: Slot, actor: Actor): Promise<void> {
    const client_id = randomUUID();
    const attempt = node.run((services) =>
      endConversation(services, actor, { conversation_id: slot.id, client_id }),
    );
    if (!canReach(slot, actor)) return refused(attempt, 'not_found');
    const answer = await attempt;
    const { status, assignee_id } = foldLog(slot.entries);
    const isLeaving = actor.kind === 'visitor' && status === 'waiting' && assignee_id === null;
    const reason = isLeaving ? 'left_queue' : actor.kind;
    if (status !== 'ended')
      return this.record(slot, actor, client_id, [newEntry('ended', actor, client_id, { reason })], answer);
    const stands = slot.entries.findLast(({ type }) => type === 'ended')!;
    expect(answer).toEqual({
      conversation_id: slot.id,
      client_id,
      seq: numberFor(actor, stands),
      created_at: stands.created_at,
    });
  }

  private async read(node: TestNode, slot: Slot, actor: Actor, { at }: StepOf<'read'>): Promise<void> {
    const attempt = node.run((services) =>
      setRead(services, actor, { conversation_id: slot.id, position: at }),
    );
    if (!canReach(slot, actor)) return refused(attempt, 'not_found');
    const { position } = await attempt;
    const { public_seq } = foldLog(slot.entries);
    expect(position).toBeGreaterThanOrEqual(Math.min(at, public_seq));
    expect(position).toBeLessThanOrEqual(public_seq);
  }

  private async resend(node: TestNode, { which }: StepOf<'resend'>): Promise<void> {
    const first = this.said[which % Math.max(this.said.length, 1)];
    if (!first) return;
    const { actor, answer } = first;
    const input = { ...first.input, text: 'Said again' };
    const send = actor.kind === 'visitor' && which % 2 === 0 ? startConversation : sendMessage;
    expect(await node.run((services) => send(services, actor as VisitorActor & AgentActor, input))).toEqual(
      answer,
    );
  }

  /** Notes and an entry of a type nobody knows, appended together with poison: only the poison is refused. */
  private async batch(node: TestNode, slot: Slot, { poison }: StepOf<'batch'>): Promise<void> {
    const agent = this.people[PEOPLE - 1]!;
    const good = ['note', 'note', 'mystery'].map((type) =>
      newEntry(type as 'note', agent, randomUUID(), { text: `A ${type}` }),
    );
    const bad = poison.map((kind) => poisonEntry(kind, senderOf(agent)));
    const mixed = [good[0]!, ...bad.slice(0, 2), good[1]!, ...bad.slice(2), good[2]!];
    const job = (entry: NewEntry): AppendJob => ({
      workspace_id: this.workspaceId,
      conversation_id: slot.id,
      entries: [entry],
    });
    const results = await Promise.all(
      mixed.map((entry) => node.run(({ log }) => log.append(job(entry))).catch((error: unknown) => error)),
    );
    for (const [index, result] of results.entries()) {
      const entry = mixed[index]!;
      // Poison that only a constraint notices is not noticed where nothing is inserted.
      if (slot.owner === undefined)
        expect([{ kind: 'missing' }, 'bad_request']).toContainEqual(codeOr(result));
      else if (bad.includes(entry)) expect(result).toMatchObject({ code: 'bad_request' });
      else this.keep(slot, entry, result as { entries: Entry[] });
    }
  }

  private keep(slot: Slot, entry: NewEntry, result: { entries: Entry[] }): void {
    this.put(slot, [entry], result.entries[0]!.created_at);
    expect(result.entries).toEqual([slot.entries.at(-1)]);
  }

  private record(
    slot: Slot,
    actor: Actor,
    client_id: string,
    entries: NewEntry[],
    answer: EntryAnswer,
  ): void {
    this.put(slot, entries, answer.created_at);
    const last = slot.entries.at(-1)!;
    expect(answer).toMatchObject({ conversation_id: slot.id, client_id, seq: numberFor(actor, last) });
    this.acknowledged.push({
      conversation_id: slot.id,
      sender_id: last.sender.id!,
      client_id,
      seq: last.seq,
    });
  }

  private put(slot: Slot, entries: NewEntry[], created_at: string): void {
    for (const entry of entries) {
      const row = foldLog(slot.entries);
      const public_seq = isPublic(entry.type) ? row.public_seq + 1 : null;
      slot.entries.push({ ...entry, seq: row.seq + 1, public_seq, created_at });
    }
  }
}

const canReach = (slot: Slot, actor: Actor): boolean =>
  slot.owner !== undefined && (actor.kind === 'agent' || actor === slot.owner);

const numberFor = (actor: Actor, entry: Entry): number =>
  actor.kind === 'visitor' ? entry.public_seq! : entry.seq;

const newEntry = <T extends NewEntry['type']>(
  type: T,
  actor: Actor,
  client_id: string | null,
  body: NewEntry<T>['body'],
): NewEntry<T> => ({ type, sender: senderOf(actor), client_id, body });

const message = (actor: Actor, client_id: string, said: string): NewEntry =>
  newEntry('message', actor, client_id, { text: said });

const codeOr = (result: unknown): unknown => (result instanceof BellhopError ? result.code : result);

const refused = async (attempt: Promise<unknown>, code: string): Promise<void> => {
  await expect(attempt).rejects.toMatchObject({ code });
};
