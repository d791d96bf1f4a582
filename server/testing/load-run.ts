import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { checkRevs, checkRows } from './check-workspace.ts';
import { databaseUrlOf } from './database-url.ts';
import { checkLog, type Acknowledged, type Faults } from './log-checker.ts';
import type { LoadSender, LoadTask } from './log-load.ts';
import { seedVisitor, seedWorkspace, testServices } from './seed.ts';
import { readStoredLog, storedEntries } from './stored-log.ts';

export interface LoadShape {
  processes: number;
  workspaces: number;
  /** Each with a visitor and an agent who talk at the same time. */
  conversations: number;
  messagesOfEach: number;
  /** Of so many conversations the visitor talks on all processes at once, with the same client ids. */
  twins: number;
}

export interface LoadReport {
  entries: number;
  acknowledged: number;
  seconds: number;
  deadlocks: number;
  faults: Faults;
  wrongRows: string[];
}

const PROCESS = join(import.meta.dirname, 'log-load-process.ts');

/** Lets several processes write to one Postgres as fast as they can, and judges what stands then. */
export async function runLoadOn(db: Database, shape: LoadShape): Promise<LoadReport> {
  const { workspaceIds, shares } = await layOut(db, shape);
  const deadlocksBefore = await deadlocksOf(db);
  const begun = performance.now();
  const acknowledged = await inProcesses(await databaseUrlOf(db), shares);
  const seconds = (performance.now() - begun) / 1000;
  const logs = await Promise.all(workspaceIds.map((id) => readStoredLog(db, id)));
  return {
    entries: logs.reduce((sum, { entries }) => sum + entries.length, 0),
    acknowledged: acknowledged.length,
    seconds,
    deadlocks: (await deadlocksOf(db)) - deadlocksBefore,
    faults: checkLog(acknowledged, logs.flatMap(storedEntries)),
    wrongRows: logs.flatMap((log) => [...checkRows(log), ...checkRevs(log)]),
  };
}

/** Whom each process lets talk: visitors and agents of one conversation on different ones. */
async function layOut(db: Database, shape: LoadShape) {
  const services = testServices(db);
  const seeds = await Promise.all(Array.from({ length: shape.workspaces }, () => seedWorkspace(db)));
  const shares: LoadSender[][] = Array.from({ length: shape.processes }, () => []);
  const clientIds = () => Array.from({ length: shape.messagesOfEach }, () => randomUUID());
  for (let index = 0; index < shape.conversations; index++) {
    const seed = seeds[index % seeds.length]!;
    const visitor = await seedVisitor(db, seed);
    const conversation_id = randomUUID();
    await startConversation(services, visitor, { conversation_id, client_id: randomUUID(), text: 'Hello' });
    await sendMessage(services, seed.agent, { conversation_id, client_id: randomUUID(), text: 'Hi' });
    const talks: LoadSender = { actor: visitor, conversation_id, client_ids: clientIds() };
    const answers: LoadSender = { actor: seed.agent, conversation_id, client_ids: clientIds() };
    shares[index % shape.processes]!.push(talks);
    shares[(index + 1) % shape.processes]!.push(answers);
    if (index < shape.twins) shares[(index + 1) % shape.processes]!.push(talks);
  }
  return { workspaceIds: seeds.map(({ workspaceId }) => workspaceId), shares };
}

async function inProcesses(databaseUrl: string, shares: readonly LoadSender[][]): Promise<Acknowledged[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bellhop-load-'));
  try {
    const told = await Promise.all(
      shares.map((senders, index) =>
        inProcess(join(folder, `${index}`), { databaseUrl, senders, out: join(folder, `${index}.told`) }),
      ),
    );
    return told.flat();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inProcess(file: string, task: LoadTask): Promise<Acknowledged[]> {
  writeFileSync(file, JSON.stringify(task));
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, file], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`A process of the load ended with ${code}`);
  return JSON.parse(readFileSync(task.out, 'utf8')) as Acknowledged[];
}

async function deadlocksOf({ orm }: Database): Promise<number> {
  const [row] = await orm.execute<{ deadlocks: number }>(
    sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
  );
  return row!.deadlocks;
}
