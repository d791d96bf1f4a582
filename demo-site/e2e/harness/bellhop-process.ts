import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild, isRunning } from '../../../scripts/services/end-child.ts';
import { freePorts } from '../../../scripts/services/free-ports.ts';
import { makeDataFolder } from './data-folder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const DIST = process.env.BELLHOP_DIST ?? join(ROOT, 'dist');
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const LOG_TAIL = 8_000;

export const OWNER = { email: 'ada@fernandfield.example', password: 'moss-under-the-stairs' };
/** As the server makes it from the e-mail address. */
export const OWNER_NAME = 'Ada';

export interface BellhopOptions {
  /** Absent: PGlite in a temporary folder. */
  databaseUrl?: string;
  /** Without an owner the server prints a set-up link. */
  owner?: typeof OWNER | null;
  env?: Readonly<Record<string, string>>;
}

/** The built server as an operator runs it: a process of its own, known by what it prints. */
export class BellhopProcess {
  #child: ChildProcess | undefined;
  #printed = '';
  #log = '';

  private constructor(
    private readonly env: Readonly<Record<string, string>>,
    private readonly removeData: () => void,
  ) {}

  static async start(options: BellhopOptions = {}): Promise<BellhopProcess> {
    const { databaseUrl, owner = OWNER, env = {} } = options;
    const [port, demoPort] = await freePorts(2);
    const data = await makeDataFolder(databaseUrl === undefined);
    const bellhop = new BellhopProcess(
      {
        PORT: String(port),
        DEMO_PORT: String(demoPort),
        HOST: '127.0.0.1',
        DATA_DIR: data.path,
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        ...(owner && { BELLHOP_OWNER_EMAIL: owner.email, BELLHOP_OWNER_PASSWORD: owner.password }),
        ...env,
      },
      data.remove,
    );
    try {
      await bellhop.start();
    } catch (error) {
      await bellhop.dispose();
      throw error;
    }
    return bellhop;
  }

  /** Again on the same ports and data, after a stop or a kill. */
  async start(): Promise<void> {
    const main = join(DIST, 'server/main.js');
    if (!existsSync(main)) throw new Error(`There is no ${main}: run npm run build first.`);
    this.#printed = '';
    const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...this.env } });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#printed += text));
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (this.#log = (this.#log + text).slice(-LOG_TAIL)));
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!this.#printed.includes('Sign in')) {
      if (!isRunning(child) || Date.now() > deadline)
        throw new Error(`Bellhop did not start:\n${this.#printed}\n${this.#log}`);
      await sleep(POLL_MS);
    }
  }

  /** Where agents work; also where the loader comes from. */
  get url(): string {
    return new URL(this.#announced('Console')).origin;
  }

  /** The shop, on another site than Bellhop: another host name, not only another port. */
  get shopUrl(): string {
    const url = new URL(this.#announced('Demo shop'));
    url.hostname = '127.0.0.1';
    return url.href;
  }

  get setupLink(): string {
    return this.#announced('Sign in');
  }

  get dataDir(): string {
    return this.env.DATA_DIR as string;
  }

  get log(): string {
    return this.#log;
  }

  async siteKey(): Promise<string> {
    const page = await (await fetch(this.shopUrl)).text();
    const key = /\/w\/([\w-]+)\.js/.exec(page)?.[1];
    if (!key) throw new Error('The shop embeds no loader.');
    return key;
  }

  async stop(): Promise<void> {
    await endChild(this.#child, 'SIGTERM');
  }

  async kill(): Promise<void> {
    await endChild(this.#child, 'SIGKILL');
  }

  async dispose(): Promise<void> {
    await this.kill();
    this.removeData();
  }

  get #running(): boolean {
    return this.#child !== undefined && isRunning(this.#child);
  }

  /** So that a test which failed with the server down does not fail the next one. */
  async revive(): Promise<void> {
    if (!this.#running) await this.start();
  }

  #announced(name: string): string {
    const address = new RegExp(`^\\s*${name}\\s+(http\\S+)`, 'm').exec(this.#printed)?.[1];
    if (!address) throw new Error(`Bellhop did not announce '${name}':\n${this.#printed}`);
    return address;
  }
}
