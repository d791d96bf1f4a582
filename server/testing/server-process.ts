import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, isRunning } from '../../scripts/services/end-child.ts';
import { freePort } from '../../scripts/services/free-ports.ts';

export interface ServerOptions {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** For one that comes where another was; else a free one. */
  port?: number | undefined;
}

export const OWNER = { email: 'owner@example.org', password: 'correct horse battery' };

export const SERVER_SECRET = 'of the tests alone, and long enough';

const ROOT = join(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;
/** What the server says when all of it stands, the first owner too. */
const OPEN = 'Bellhop is open';
const LOG_TAIL = 6000;

/** The real server as a process of its own, always at the same address, however often it is killed. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private log = '';
  private open = false;

  private constructor(
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async prepare(options: ServerOptions): Promise<ServerProcess> {
    const { dataDir, databaseUrl, port = await freePort() } = options;
    return new ServerProcess(port, {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      DEMO_PORT: '0',
      DATA_DIR: dataDir,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      // Visitors of a test come from many addresses (L2).
      TRUST_PROXY: '1',
      SECRET: SERVER_SECRET,
      BELLHOP_OWNER_EMAIL: OWNER.email,
      BELLHOP_OWNER_PASSWORD: OWNER.password,
    });
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.child !== undefined && isRunning(this.child);
  }

  /** What it said last, for a failure's message. */
  get lastWords(): string {
    return this.log;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: ROOT,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.open = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.open ||= text.includes(OPEN)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log = (this.log + text).slice(-LOG_TAIL);
    });
    process.once('exit', this.killNow);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!this.open) {
      if (!this.isRunning) throw new Error(`The server ended while starting:\n${this.log}`);
      if (Date.now() > deadline) throw new Error(`The server did not get ready:\n${this.log}`);
      await sleep(POLL_MS);
    }
  }

  /** kill -9: nothing is finished, nothing is closed. */
  async kill(): Promise<void> {
    process.off('exit', this.killNow);
    await endChild(this.child, 'SIGKILL');
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok === true;
  }

  private readonly killNow = (): void => void this.child?.kill('SIGKILL');
}
