import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { startPostgres, type PostgresOptions } from '../../scripts/services/postgres.ts';
import { serviceUser } from '../../scripts/services/service-user.ts';

const POLL_MS = 50;

/** A Postgres of our own that can go away under a running server and come back with its data. */
export class RestartablePostgres {
  private again: ChildProcess | undefined;

  private constructor(
    private readonly url: string,
    private readonly data: string,
    private readonly removeAll: () => Promise<void>,
  ) {}

  static async start(options: PostgresOptions = {}): Promise<RestartablePostgres> {
    const { url, stop } = await startPostgres(options);
    const [row] = await ask(url, (sql) => sql<{ data_directory: string }[]>`show data_directory`);
    return new RestartablePostgres(url, row!.data_directory, stop);
  }

  /** A new, empty database; answers its URL. */
  async create(): Promise<string> {
    const name = `bellhop_${randomUUID().replaceAll('-', '')}`;
    await ask(this.url, (sql) => sql`create database ${sql(name)}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Ends it as a crash would: every session breaks, nothing is flushed. */
  async crash(): Promise<void> {
    const pid = Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await sleep(POLL_MS);
  }

  /** Resolves when it has recovered and accepts connections. */
  async startAgain(): Promise<void> {
    // The line that started it: the program, and each argument in double quotes.
    const line = readFileSync(join(this.data, 'postmaster.opts'), 'utf8');
    const program = line.slice(0, line.indexOf(' "'));
    const args = [...line.matchAll(/"([^"]*)"/g)].map(([, argument]) => argument!);
    this.again = spawn(program, args, { ...serviceUser().spawn, cwd: this.data, stdio: 'ignore' });
    process.once('exit', this.killNow);
    while (!(await ask(this.url, (sql) => sql`select 1`).catch(() => undefined))) await sleep(POLL_MS);
  }

  async stop(): Promise<void> {
    process.off('exit', this.killNow);
    const { again } = this;
    if (again?.pid !== undefined && isAlive(again.pid)) {
      again.kill('SIGINT');
      while (isAlive(again.pid)) await sleep(POLL_MS);
    }
    await this.removeAll();
  }

  private readonly killNow = (): void => void this.again?.kill('SIGKILL');
}

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
