import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { endChild, isRunning } from './end-child.ts';
import { freePort } from './free-ports.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { serviceUser, type ServiceUser } from './service-user.ts';

export interface PostgresOptions {
  /** Flush to disk at commit, as in production. Off is faster and right for tests that never cut the power. */
  fsync?: boolean;
  maxConnections?: number;
}

export interface RunningPostgres {
  /** Superuser's URL of the `postgres` database. */
  url: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 50;
const LOG_TAIL = 4000;

/** Starts a Postgres of our own in a fresh temporary folder, on a free port of 127.0.0.1. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  const user = serviceUser();
  const root = mkdtempSync(join(tmpdir(), 'bellhop-postgres-'));
  user.own(root);
  let child: ChildProcess | undefined;
  const stop = async () => {
    process.off('exit', killNow);
    // SIGINT is Postgres' fast shutdown: it ends the sessions that tests left open instead of waiting for them.
    await endChild(child, 'SIGINT');
    rmSync(root, { recursive: true, force: true });
  };
  const killNow = () => {
    child?.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  };
  process.on('exit', killNow);
  try {
    const binaries = postgresBinaries(user, root);
    const data = initialise(binaries, root, user);
    const port = await freePort();
    child = launch(binaries, data, port, user, options);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    await untilAccepting(child, url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function initialise(binaries: string, root: string, user: ServiceUser): string {
  const data = join(root, 'data');
  mkdirSync(data);
  user.own(data);
  const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), args, {
    ...user.spawn,
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return data;
}

function launch(
  binaries: string,
  data: string,
  port: number,
  user: ServiceUser,
  { fsync = true, maxConnections = 200 }: PostgresOptions,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...args] = [...endsWithUs(), join(binaries, 'postgres'), '-D', data, ...flags];
  return spawn(command as string, args, {
    ...user.spawn,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

// A run that is killed has no time to stop its server: the kernel does, where Linux' setpriv can ask it to.
function endsWithUs(): string[] {
  const path = '/usr/bin/setpriv';
  return existsSync(path) ? [path, '--pdeathsig', 'INT', '--'] : [];
}

async function untilAccepting(child: ChildProcess, url: string): Promise<void> {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-LOG_TAIL)));
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await accepts(url))) {
    if (failure) throw failure;
    if (!isRunning(child)) {
      throw new Error(`Postgres ended while starting:\n${log}`);
    }
    if (Date.now() > deadline)
      throw new Error(`Postgres did not accept connections in ${START_TIMEOUT_MS} ms:\n${log}`);
    await sleep(POLL_MS);
  }
}

async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
