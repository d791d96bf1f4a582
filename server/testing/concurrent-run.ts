import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Database } from '../db/database.ts';
import { BellhopError } from '../../shared/errors.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import { setRead } from '../conversations/set-read.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { Actor, VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { checkWorkspace } from './check-workspace.ts';
import type { Acknowledged } from './log-checker.ts';
import { POISON, poisonEntry } from './poison.ts';
import { seedAgent, seedVisitor, seedWorkspace } from './seed.ts';
import { readStoredLog, type StoredLog } from './stored-log.ts';
import { NodeDied, TestNode } from './test-node.ts';

const VISITORS = 4;
const AGENTS = 3;

/** What one person does next, in which of the visitors' conversations, and whether it is sent twice at once. */
export const personStep = fc.record({
  person: fc.nat({ max: VISITORS + AGENTS - 1 }),
  slot: fc.nat({ max: VISITORS - 1 }),
  node: fc.nat({ max: 1 }),
  act: fc.oneof(
    { weight: 12, arbitrary: fc.constant('say' as const) },
    { weight: 2, arbitrary: fc.constant('end' as const) },
    { weight: 2, arbitrary: fc.constant('read' as const) },
    { weight: 2, arbitrary: fc.constant('note' as const) },
    { weight: 1, arbitrary: fc.constant('poison' as const) },
  ),
  twice: fc.boolean(),
});
export type PersonStep = typeof personStep extends fc.Arbitrary<infer S> ? S : never;

type Verb = (services: Services) => Promise<unknown>;
/** What a person was told; a visitor's `seq` is a public number. */
type Told = Acknowledged & { kind: Actor['kind']; ended: boolean };

/**
 * Everybody acts at the same time, each waiting for one answer before the next act (M9). A node dies whenever as many
 * answers were given as `deaths` says; who waited for it asks again, at the other. Answers what is wrong afterwards.
 */
export async function runConcurrently(
  db: Database,
  steps: readonly PersonStep[],
  deaths: readonly number[],
): Promise<string[]> {
  const run = await ConcurrentRun.begin(db, deaths);
  await run.startConversations();
  await Promise.all(run.people.map((_, person) => run.live(steps.filter((step) => step.person === person))));
  return run.check();
}

class ConcurrentRun {
  private readonly conversations = Array.from({ length: VISITORS }, () => randomUUID());
  private readonly told: Told[] = [];
  private readonly nodes: TestNode[];
  private answers = 0;
  private readonly wrong: string[] = [];

  private constructor(
    private readonly db: Database,
    private readonly workspaceId: string,
    readonly people: Actor[],
    private readonly deaths: number[],
  ) {
    this.nodes = [new TestNode(db), new TestNode(db)];
  }

  static async begin(db: Database, deaths: readonly number[]): Promise<ConcurrentRun> {
    const seed = await seedWorkspace(db);
    const people: Actor[] = [];
    for (let index = 0; index < VISITORS; index++) people.push(await seedVisitor(db, seed));
    for (let index = 0; index < AGENTS; index++)
      people.push(await seedAgent(db, seed.workspaceId, `Agent ${index}`));
    return new ConcurrentRun(db, seed.workspaceId, people, [...deaths]);
  }

  async startConversations(): Promise<void> {
    await Promise.all(
      this.conversations.map(async (conversation_id, index) => {
        const visitor = this.people[index] as VisitorActor;
        const input = { conversation_id, client_id: randomUUID(), text: 'Hello' };
        const start: Verb = (services) => startConversation(services, visitor, input);
        this.hear(visitor, input, await this.ask(index % 2, true, start));
      }),
    );
  }

  async live(steps: readonly PersonStep[]): Promise<void> {
    for (const step of steps) {
      const actor = this.people[step.person]!;
      // A visitor has but the own conversation.
      const slot = actor.kind === 'visitor' ? step.person : step.slot;
      await this.act(step, actor, this.conversations[slot]!);
    }
  }

  async check(): Promise<string[]> {
    await Promise.all(this.nodes.map((node) => node.settled()));
    const log = await readStoredLog(this.db, this.workspaceId);
    const acknowledged = this.told.filter(({ ended }) => !ended).map((told) => inSeq(log, told));
    const published = this.nodes.flatMap(({ heard }) => heard);
    return [
      ...this.wrong,
      ...this.told.filter(({ ended }) => ended).flatMap((told) => checkEnd(log, told)),
      ...(await checkWorkspace(this.db, this.workspaceId, { acknowledged, published })),
    ];
  }

  private async act(step: PersonStep, actor: Actor, conversation_id: string): Promise<void> {
    const input = { conversation_id, client_id: randomUUID(), text: `${actor.kind} ${randomUUID()}` };
    if (step.act === 'note' || step.act === 'poison') return this.append(step, actor, input);
    if (step.act === 'read')
      return void (await this.ask(step.node, step.twice, (services) =>
        setRead(services, actor, { conversation_id, position: this.told.length }),
      ));
    const verb = step.act === 'say' ? sendMessage : endConversation;
    const ends = step.act === 'end';
    const answer = await this.ask(step.node, step.twice, (services) => verb(services, actor, input), ends);
    this.hear(actor, input, answer, ends);
  }

  private async append(
    step: PersonStep,
    actor: Actor,
    { conversation_id, client_id }: { conversation_id: string; client_id: string },
  ): Promise<void> {
    const sender = senderOf(actor);
    const poison = step.act === 'poison';
    const entry = poison
      ? poisonEntry(POISON[this.answers % POISON.length]!, sender)
      : { type: 'note' as const, sender, client_id, body: { text: 'Between us' } };
    const job = { workspace_id: this.workspaceId, conversation_id, entries: [entry] };
    const result = await this.ask(step.node, step.twice, ({ log }) => log.append(job));
    if (poison !== result instanceof BellhopError) this.wrong.push(`${step.act} got ${String(result)}`);
  }

  private hear(
    actor: Actor,
    { conversation_id, client_id }: { conversation_id: string; client_id: string },
    answer: unknown,
    ended = false,
  ): void {
    if (answer instanceof BellhopError) {
      const fair = answer.code === 'conflict' && actor.kind === 'agent';
      if (!fair) this.wrong.push(`refused: ${answer.code} ${answer.message}`);
      return;
    }
    const { seq } = answer as { seq: number };
    this.told.push({
      conversation_id,
      client_id,
      seq,
      sender_id: senderOf(actor).id!,
      kind: actor.kind,
      ended,
    });
  }

  /** Asks until a node lives long enough to answer. */
  private async ask(node: number, twice: boolean, verb: Verb, ends = false): Promise<unknown> {
    for (let at = node; ; at = 1 - at) {
      const asked = [at, ...(twice ? [1 - at] : [])].map((index) => this.nodes[index]!.run(verb));
      const results = await Promise.all(asked.map((each) => each.catch((error: unknown) => error)));
      const answers = results.filter((result) => !(result instanceof NodeDied));
      if (answers.length === 0) continue;
      this.answers++;
      this.maybeDie(at);
      return this.same(answers, ends);
    }
  }

  /** [M5] Whoever asks twice gets one answer. An end that finds another's end is answered with that one (M6). */
  private same(answers: unknown[], ends: boolean): unknown {
    const good = answers.filter((answer) => !(answer instanceof Error));
    for (const answer of answers)
      if (answer instanceof Error && !(answer instanceof BellhopError)) throw answer;
    const seqs = new Set(good.flatMap((answer) => ('seq' in Object(answer) ? [(answer as Told).seq] : [])));
    if (seqs.size > 1 && !ends) this.wrong.push(`one client id, answers ${[...seqs].join(', ')}`);
    return good[0] ?? answers[0];
  }

  private maybeDie(node: number): void {
    const due = this.deaths.findIndex((death) => death <= this.answers);
    if (due === -1) return;
    this.deaths.splice(due, 1);
    // In the middle of what is under way.
    void sleep(1).then(() => this.nodes[node]!.restart());
  }
}

function inSeq(log: StoredLog, told: Told): Acknowledged {
  const { conversation_id, sender_id, client_id } = told;
  if (told.kind === 'agent') return { conversation_id, sender_id, client_id, seq: told.seq };
  const row = log.entries.find(
    (entry) => entry.conversation_id === conversation_id && entry.entry.public_seq === told.seq,
  );
  return { conversation_id, sender_id, client_id, seq: row?.entry.seq ?? -1 };
}

/** An end is answered with the end that stands, which may be another's; but it is an end. */
function checkEnd(log: StoredLog, told: Told): string[] {
  const row = log.entries.find(
    ({ conversation_id, entry }) =>
      conversation_id === told.conversation_id &&
      (told.kind === 'agent' ? entry.seq : entry.public_seq) === told.seq,
  );
  return row?.entry.type === 'ended' ? [] : [`end at ${told.seq} is ${row?.entry.type}`];
}
