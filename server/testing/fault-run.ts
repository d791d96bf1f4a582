import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../db/open-database.ts';
import { checkRevs, checkRows } from './check-workspace.ts';
import { checkLog, checkPending, checkStream, type Acknowledged, type StoredEntry } from './log-checker.ts';
import { ServerProcess } from './server-process.ts';
import { readStoredLog, storedEntries, type StoredLog } from './stored-log.ts';
import type { WireAgent } from './wire-agent.ts';
import { agentAt, arrive, enter } from './wire-people.ts';
import type { WirePerson } from './wire-person.ts';
import type { Told, WireVisitor } from './wire-visitor.ts';

export interface FaultPlan {
  visitors: number;
  messagesOfEach: number;
  /** How often what `disturb` does is done, spread evenly over the messages. */
  times: number;
  /** What is done to the server amid the traffic. */
  disturb: (server: ServerProcess) => Promise<void>;
  databaseUrl?: string;
}

export interface FaultReport {
  /** Everything that is wrong, in words. */
  faults: string[];
  acknowledged: number;
  entries: number;
  reconnects: number;
  refusals: string[];
}

const SETTLE_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const PAUSE_MS = 15;

/** Kills without a warning and starts again. */
export async function killAndStart(server: ServerProcess): Promise<void> {
  await server.kill();
  await server.start();
}

/** Visitors write and an agent answers while the server is disturbed; the log and what everybody heard are judged. */
export async function faultRun(plan: FaultPlan): Promise<FaultReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-fault-'));
  const server = await ServerProcess.prepare({ dataDir, databaseUrl: plan.databaseUrl });
  const people: WirePerson[] = [];
  try {
    await server.start();
    const entrance = await enter(server);
    const agent = agentAt(server, entrance);
    people.push(agent);
    const visitors: WireVisitor[] = [];
    for (let index = 0; index < plan.visitors; index++) visitors.push(await arrive(server, entrance));
    people.push(...visitors);
    for (const person of people) person.connect();
    await traffic(plan, server, visitors);
    await settle(visitors, agent);
    for (const person of people) person.leave();
    await server.kill();
    const log = await readLog(plan, dataDir, entrance.workspaceId);
    return judge(log, visitors, agent);
  } catch (error) {
    throw new Error(`The fault run broke. The server's last words:\n${server.lastWords}`, { cause: error });
  } finally {
    for (const person of people) person.leave();
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function traffic(plan: FaultPlan, server: ServerProcess, visitors: WireVisitor[]): Promise<void> {
  const total = plan.visitors * plan.messagesOfEach;
  const said = () => visitors.reduce((sum, { told }) => sum + told.length, 0);
  const talking = Promise.all(visitors.map((visitor) => talk(visitor, plan.messagesOfEach)));
  let over = false;
  talking.finally(() => (over = true)).catch(() => undefined);
  for (let done = 0; done < plan.times; done++) {
    const due = (total * (done + 1)) / (plan.times + 1);
    while (said() < due && !over) await sleep(POLL_MS);
    if (over) throw new Error(`The traffic ended before disturbance ${done + 1} of ${plan.times}`);
    await plan.disturb(server);
  }
  await talking;
}

async function talk(visitor: WireVisitor, messages: number): Promise<void> {
  for (let index = 0; index < messages; index++) {
    await visitor.say(`message ${index}`);
    await sleep(Math.random() * PAUSE_MS);
  }
}

/** Everything was answered and everybody has everything; or patience ends, and the judgement names what is missing. */
async function settle(visitors: readonly WireVisitor[], agent: WireAgent): Promise<void> {
  const deadline = Date.now() + SETTLE_TIMEOUT_MS;
  const messages = visitors.reduce((sum, { sent }) => sum + sent.length, 0);
  const settled = () =>
    agent.busy === 0 &&
    agent.told.length === messages &&
    visitors.every((visitor) => {
      const thread = agent.threads.get(visitor.conversationId);
      return thread?.received.at(-1)?.public_seq === visitor.position;
    });
  while (!settled() && Date.now() < deadline) await sleep(POLL_MS);
  agent.throwFailures();
}

async function readLog(plan: FaultPlan, dataDir: string, workspaceId: string): Promise<StoredLog> {
  const db = await openDatabase({ databaseUrl: plan.databaseUrl, dataDir });
  try {
    return await readStoredLog(db, workspaceId);
  } finally {
    await db.close();
  }
}

export function judge(log: StoredLog, visitors: readonly WireVisitor[], agent: WireAgent): FaultReport {
  const stored = storedEntries(log);
  const acknowledged = [
    ...agent.told.map((told) => ({ ...told, sender_id: agent.memberId })),
    ...visitors.flatMap((visitor) => visitor.told.map((told) => inSeq(stored, visitor, told))),
  ];
  const people = [agent, ...visitors];
  return {
    faults: [
      ...inWords('log', checkLog(acknowledged, stored)),
      ...inWords('log', {
        pending: checkPending(
          people.flatMap(({ sent }) => sent),
          acknowledged,
        ),
      }),
      ...checkRows(log),
      ...checkRevs(log),
      ...(agent.rev === log.rev ? [] : [`the agent stands at ${agent.rev}, the workspace at ${log.rev}`]),
      ...inWords('the agent’s stream', checkStream(agent.received, stored)),
      ...visitors.flatMap((visitor) => checkVisitor(visitor, stored)),
      ...people.flatMap(({ anomalies }) => anomalies),
    ],
    acknowledged: acknowledged.length,
    entries: stored.length,
    reconnects: people.reduce((sum, { closes }) => sum + closes, 0),
    refusals: people.flatMap(({ refusals }) => refusals.map(({ code }) => code)),
  };
}

const inWords = (where: string, faults: object): string[] =>
  Object.entries(faults).flatMap(([fault, ids]) => (ids as string[]).map((id) => `${where}: ${fault} ${id}`));

/** A visitor is told public numbers. */
function inSeq(stored: readonly StoredEntry[], visitor: WireVisitor, told: Told): Acknowledged {
  const entry = stored.find(
    (row) => row.conversation_id === told.conversation_id && row.public_seq === told.seq,
  );
  return { ...told, sender_id: visitor.visitorId, seq: entry?.seq ?? -1 };
}

function checkVisitor(visitor: WireVisitor, stored: readonly StoredEntry[]): string[] {
  const conversation_id = visitor.conversationId;
  const received = visitor.received.map(({ seq }) => ({ conversation_id, seq }));
  const shown = stored
    .filter((entry) => entry.conversation_id === conversation_id && entry.public_seq !== null)
    .map(({ public_seq }) => ({ conversation_id, seq: public_seq! }));
  return inWords('a visitor’s stream', checkStream(received, shown));
}
