import type { Bus } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';

const FIRST_AT = 500;
const GROWTH = 4;
const LAST_AT = 32_000;
const GROWING_TABLES = 'workspaces, visitors, conversations, entries';

export interface StatisticsOptions {
  onError: (error: unknown) => void;
}

/**
 * Keeps the planner informed while the tables grow from nothing. A plan made on empty tables reads whole tables, and
 * the driver's sessions keep such a plan, those of foreign keys too, until statistics change: a batch of 400 then took
 * 200 ms instead of 20. Postgres' own autovacuum comes about a minute late; PGlite has none, so there the dead versions
 * of rows are cleared away as well, for good.
 */
export function keepStatistics(db: Database, bus: Bus, { onError }: StatisticsOptions): () => Promise<void> {
  let written = 0;
  let nextAt = FIRST_AT;
  let work = Promise.resolve();
  const unsubscribe = bus.subscribe((message) => {
    if (message.kind !== 'changed') return;
    for (const { entries } of message.changes) written += entries.length || 1;
    if (written < nextAt) return;
    nextAt = following(db, nextAt);
    work = work.then(() => refresh(db)).catch(onError);
  });
  return async () => {
    unsubscribe();
    await work;
  };
}

function following({ kind }: Database, at: number): number {
  if (at < LAST_AT) return at * GROWTH;
  return kind === 'pglite' ? at + LAST_AT : Infinity;
}

const refresh = async ({ kind, sql }: Database): Promise<void> => {
  const command = kind === 'pglite' ? 'vacuum (analyze)' : 'analyze';
  await sql.unsafe(`${command} ${GROWING_TABLES}`);
};
