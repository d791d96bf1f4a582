import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database, type DatabaseConfig } from '../db/open-database.ts';
import { judge } from './fault-run.ts';
import { seedManyEntries } from './many-entries.ts';
import { pgliteTemplate } from './pglite-template.ts';
import { runBellhop, type Ran } from './run-bellhop.ts';
import { ServerProcess, SERVER_SECRET } from './server-process.ts';
import { readStoredLog, type StoredLog } from './stored-log.ts';
import { agentAt, arrive, enter } from './wire-people.ts';
import type { WirePerson } from './wire-person.ts';

export interface MoveRun {
  /** What the command said. */
  ran: Ran;
  seconds: number;
  /** What is wrong with the conversation that went on over the move. */
  faults: string[];
  said: number;
  /** Every table of the source, before, and of the target right after, by a fold of our own. */
  before: Record<string, string>;
  after: Record<string, string>;
}

const PATIENCE_MS = 60_000;
const POLL_MS = 50;
const MESSAGES = 5;

/** A visitor and an agent talk, the server moves to Postgres, and they talk on: same cookie, token and positions. */
export async function moveRun(entries: number, databaseUrl: string): Promise<MoveRun> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-move-'));
  const source = await ServerProcess.prepare({ dataDir });
  const target = await ServerProcess.prepare({ dataDir, databaseUrl, port: source.port });
  const people: WirePerson[] = [];
  try {
    // To make one from nothing takes seconds.
    await inside({ dataDir, template: await pgliteTemplate(true) }, async () => undefined);
    await source.start();
    const entrance = await enter(source);
    const [agent, visitor] = [agentAt(source, entrance), await arrive(source, entrance)];
    people.push(agent, visitor);
    for (const person of people) person.connect();
    const talk = async (told: number) => {
      for (let at = 0; at < MESSAGES; at++) await visitor.say(`message ${at}`);
      await until(
        () =>
          agent.busy === 0 &&
          agent.told.length === told &&
          agent.threads.get(visitor.conversationId)?.received.at(-1)?.public_seq === visitor.position,
      );
    };
    await talk(MESSAGES);
    await source.kill();
    const before = await inside({ dataDir }, async (db) => {
      await seedManyEntries(db, entries);
      return foldTables(db);
    });
    const started = Date.now();
    const ran = await runBellhop(['move-to-postgres', '--to', databaseUrl, '--json'], {
      DATA_DIR: dataDir,
      SECRET: SERVER_SECRET,
    });
    const seconds = (Date.now() - started) / 1000;
    if (ran.code !== 0) throw new Error(`The move failed: ${ran.out}${ran.err}`);
    const after = await inside({ dataDir, databaseUrl }, foldTables);
    await target.start();
    await talk(2 * MESSAGES);
    for (const person of people) person.leave();
    await target.kill();
    const read = (db: Database): Promise<StoredLog> => readStoredLog(db, entrance.workspaceId);
    const { faults } = judge(await inside({ dataDir, databaseUrl }, read), [visitor], agent);
    return { ran, seconds, faults, said: visitor.told.length + agent.told.length, before, after };
  } finally {
    for (const person of people) person.leave();
    await source.kill();
    await target.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function inside<T>(where: DatabaseConfig, work: (db: Database) => Promise<T>) {
  const db = await openDatabase(where);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** By other means than the move's own: the catalog of the standard, whole rows, sorted. */
export async function foldTables({ sql }: Database): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'drizzle') order by 1`;
  const folded: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ fold: string }[]>(`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text) collate "C")), '') as fold
      from ${name} t`);
    folded[name] = row?.fold ?? '';
  }
  return folded;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`This did not come true: ${condition.toString()}`);
    await sleep(POLL_MS);
  }
}
