import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { databaseUrlOf } from './database-url.ts';
import { passMinutes, seedIdle } from './seed-idle.ts';
import { seedVisitor, seedWorkspace, testServices, type Seed } from './seed.ts';

export interface IdleReport {
  /** What the processes say that they did, added up. */
  told: Record<'warned' | 'ended' | 'overtaken' | 'failed', number>;
  /** What stands: conversations by how often they were warned and ended, and their status. */
  stands: { warned: number; ended: number; status: string; conversations: number }[];
  seconds: number;
  /** How long a message took in a chat that went on before, and meanwhile. */
  chat: { before: Latencies; during: Latencies };
}

export interface Latencies {
  messages: number;
  p50: number;
  p99: number;
}

/** The first messages meet a cold pool and cold plans. */
const WARM_UP = 10;
const MESSAGES_BEFORE = 100;
const PROCESS = join(import.meta.dirname, 'idle-process.ts');

/** Lets several processes warn, then end, the same idle conversations, while a visitor chats. */
export async function runIdleOn(
  db: Database,
  processes: number,
  conversations: number,
  url?: string,
): Promise<IdleReport> {
  const target = url ?? (await databaseUrlOf(db));
  const seeds = await Promise.all([seedWorkspace(db), seedWorkspace(db)]);
  for (const seed of seeds) await seedIdle(db, seed, conversations / seeds.length, 60);
  await db.sql.unsafe('analyze conversations, entries');
  const chat = await beginChat(db, seeds[0]!);
  await chat.reached(WARM_UP);
  chat.take();
  await chat.reached(MESSAGES_BEFORE);
  const before = chat.take();
  const begun = performance.now();
  const warned = await compete(target, processes);
  let seconds = (performance.now() - begun) / 1_000;
  for (const seed of seeds) await passMinutes(db, seed.workspaceId, 6);
  const again = performance.now();
  const ended = await compete(target, processes);
  seconds += (performance.now() - again) / 1_000;
  const during = chat.take();
  await chat.stop();
  return {
    told: add([...warned, ...ended]),
    stands: await whatStands(db, seeds),
    seconds,
    chat: { before: latenciesOf(before), during: latenciesOf(during) },
  };
}

function latenciesOf(times: readonly number[]): Latencies {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { messages: sorted.length, p50: at(0.5), p99: at(0.99) };
}

async function compete(url: string, processes: number): Promise<IdleReport['told'][]> {
  const children = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, url], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), exit: once(child, 'exit') };
  });
  await Promise.all(children.map(({ lines }) => lines.next()));
  for (const { child } of children) child.stdin.write('go\n');
  return Promise.all(
    children.map(async ({ lines, exit }) => {
      const { value } = (await lines.next()) as { value: string };
      const [code] = (await exit) as [number | null];
      if (code !== 0) throw new Error(`A process ended with ${code}`);
      return JSON.parse(value) as IdleReport['told'];
    }),
  );
}

const add = (told: IdleReport['told'][]): IdleReport['told'] =>
  told.reduce((sum, one) => ({
    warned: sum.warned + one.warned,
    ended: sum.ended + one.ended,
    overtaken: sum.overtaken + one.overtaken,
    failed: sum.failed + one.failed,
  }));

/** A visitor who writes one message after the other; nobody answers, so nothing of it is idle. */
async function beginChat(db: Database, seed: Seed) {
  const services = testServices(db);
  const visitor = await seedVisitor(db, seed);
  const conversation_id = randomUUID();
  const message = () => ({ conversation_id, client_id: randomUUID(), text: 'And another thing' });
  await startConversation(services, visitor, message());
  let latencies: number[] = [];
  let going = true;
  let wake: () => void = () => undefined;
  const talking = (async () => {
    while (going) {
      const begun = performance.now();
      await sendMessage(services, visitor, message(), true);
      latencies.push(performance.now() - begun);
      wake();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    /** Waits for so many messages since the last were taken. */
    async reached(count: number) {
      while (latencies.length < count)
        await Promise.race([talking, new Promise<void>((done) => (wake = done))]);
    },
    take(): number[] {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async stop() {
      going = false;
      await talking;
      await services.log.close();
    },
  };
}

async function whatStands(db: Database, seeds: readonly Seed[]): Promise<IdleReport['stands']> {
  const ids = JSON.stringify(seeds.map(({ workspaceId }) => workspaceId));
  const rows = await db.orm.execute<IdleReport['stands'][number]>(sql`
    select warned::int, ended::int, status, count(*)::int as conversations
    from (
      select c.status,
        (select count(*) from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type = 'idle_warned') as warned,
        (select count(*) from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type = 'ended') as ended
      from conversations c
      where c.workspace_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
    ) each
    group by 1, 2, 3
    order by 1, 2, 3`);
  return [...rows];
}
