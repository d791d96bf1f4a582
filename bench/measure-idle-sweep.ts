import { startPostgres } from '../scripts/services/postgres.ts';
import { migrate } from '../server/db/migrate.ts';
import { openDatabase } from '../server/db/open-database.ts';
import { runIdleOn, type IdleReport } from '../server/testing/idle-run.ts';

const PROCESSES = 2;

/**
 * Two processes that warn, then end, the same idle conversations, on a Postgres that flushes at every commit, beside a chat
 * that goes on in one of the workspaces. Throws when one of them was forgotten or treated twice.
 */
export async function measureIdleSweep(
  conversations: number,
  say: (text: string) => void,
): Promise<IdleReport> {
  const postgres = await startPostgres({ fsync: true });
  try {
    const db = await openDatabase({ databaseUrl: postgres.url, dataDir: '' });
    try {
      await migrate(db);
      say(`sweeping ${conversations} idle conversations by ${PROCESSES} processes`);
      const report = await runIdleOn(db, PROCESSES, conversations, postgres.url);
      requireWhole(report, conversations);
      return report;
    } finally {
      await db.close();
    }
  } finally {
    await postgres.stop();
  }
}

export function requireWhole(
  { told, stands }: Pick<IdleReport, 'told' | 'stands'>,
  conversations: number,
): void {
  const once = stands.find(({ warned, ended, status }) => warned === 1 && ended === 1 && status === 'ended');
  const others = stands.filter((row) => row !== once && row.warned + row.ended > 0);
  const whole =
    once?.conversations === conversations && told.warned === conversations && told.ended === conversations;
  if (!whole || others.length > 0 || told.failed > 0)
    throw new Error(`Not each was warned and ended once: ${JSON.stringify({ told, stands })}`);
}

/** One line a figure, as docs/bench.md has them. */
export function renderIdleSweep({ told, seconds, chat: { before, during } }: IdleReport): string {
  return [
    `warned ${told.warned}, ended ${told.ended}, found by both processes ${told.overtaken}`,
    `${Math.round((told.warned + told.ended) / seconds)} a second, ${seconds.toFixed(1)} s`,
    `a chat before:    p50 ${before.p50} ms, p99 ${before.p99} ms (${before.messages} messages)`,
    `a chat meanwhile: p50 ${during.p50} ms, p99 ${during.p99} ms (${during.messages} messages)`,
  ].join('\n');
}
