import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { startPostgres } from '../scripts/services/postgres.ts';
import { serverEntry } from './peers/server-entry.ts';
import { ServerProcess } from './peers/server-process.ts';
import type { Verdict } from './report/budgets.ts';
import { percentile } from './report/statistics.ts';
import { runQueue } from './routing/queue-run.ts';
import { CHATS_EACH, seedQueue } from './routing/seed-queue.ts';

/** Design: from entering the queue to the offer on an idle agent's socket. */
export const MAX_OFFER_P95_MS = 100;
const PER_SECOND = 100;
/** Nobody comes near their limit. */
const ROOM = 1.25;
const ONLY_SWEEP = join(import.meta.dirname, 'routing/only-sweep.ts');

export interface RoutingFigures {
  chats: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface RoutingReport {
  /** Bellhop's router, which hears of what moves a queue. */
  events: RoutingFigures;
  /** The same router with nothing but its sweep, every 5 s. */
  tick: RoutingFigures;
}

/** Each router on a Postgres of its own that flushes at every commit, behind the server's own sockets. */
export async function measureRouting(
  seconds: number,
  nodeOptions: readonly string[],
  say: (text: string) => void,
): Promise<RoutingReport> {
  const events = await measureRouter('by events', nodeOptions, seconds, say);
  const tick = await measureRouter(
    'by a tick of 5 s',
    [...nodeOptions, '--import', ONLY_SWEEP],
    seconds,
    say,
  );
  return { events, tick };
}

async function measureRouter(
  name: string,
  nodeOptions: readonly string[],
  seconds: number,
  say: (text: string) => void,
): Promise<RoutingFigures> {
  const postgres = await startPostgres({ fsync: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-bench-'));
  try {
    const chats = PER_SECOND * seconds;
    const queue = await seedQueue(postgres.url, Math.ceil((chats * ROOM) / CHATS_EACH), chats);
    const server = await ServerProcess.start({
      // From its source: what is bundled cannot be left with its sweep alone.
      script: serverEntry(true),
      env: environment(postgres.url, dataDir),
      nodeOptions,
    });
    try {
      say(`routing ${name}: ${chats} chats at ${PER_SECOND} a second, ${queue.agents.length} agents`);
      return figuresOf(await runQueue(server.url, queue, PER_SECOND));
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const environment = (databaseUrl: string, dataDir: string) => ({
  ...{ PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: '', DEMO_PORT: '0', BELLHOP_DEMO: '0' },
  ...{ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, TRUST_PROXY: '1' },
  SECRET: randomBytes(32).toString('hex'),
});

const figuresOf = (took: readonly number[]): RoutingFigures => ({
  chats: took.length,
  p50: percentile(took, 0.5),
  p95: percentile(took, 0.95),
  p99: percentile(took, 0.99),
});

export const judgeRouting = ({ events }: RoutingReport): Verdict => ({
  what: 'from entering the queue to the offer, p95 ms',
  value: events.p95,
  bound: 'max',
  limit: MAX_OFFER_P95_MS,
  holds: events.p95 <= MAX_OFFER_P95_MS,
});

/** One line a router, as docs/bench.md has them. */
export function renderRouting({ events, tick }: RoutingReport): string {
  const line = (name: string, { chats, p50, p95, p99 }: RoutingFigures) =>
    `${name.padEnd(18)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${chats} chats)`;
  return [
    'from entering the queue to the offer:',
    line('by events', events),
    line('by a tick of 5 s', tick),
  ].join('\n');
}
