import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Duplex } from 'node:stream';
import { DatabaseError } from './database-error.ts';
import { PgliteSocket, refusedSocket } from './pglite-socket.ts';
import type { FromPglite, PgliteStart, ToPglite } from './pglite-messages.ts';

const CLOSE_TIMEOUT_MS = 5000;

/** The embedded database in its own thread, where a long query doesn't hold up the sockets. */
export class PgliteThread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #socket: PgliteSocket | undefined;
  #failure: DatabaseError | undefined;
  #closing = false;
  #onDump: ((bytes: Uint8Array) => void) | undefined;
  #onFatal: ((error: DatabaseError) => void) | undefined;

  constructor(start: PgliteStart) {
    this.#worker = startWorker(start);
    this.#ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.ready = new Promise((resolve, reject) => {
      this.#onFatal = reject;
      this.#worker.on('message', (message: FromPglite) => {
        if (message.type === 'ready') resolve();
        else this.#receive(message);
      });
    });
    this.#worker.on('error', (error) => this.#fail(error.message));
    this.#worker.on('exit', (code) => this.#fail(`its thread ended with code ${code}`));
  }

  get failure(): DatabaseError | undefined {
    return this.#failure;
  }

  onFatal(listener: (error: DatabaseError) => void): void {
    this.#onFatal = listener;
  }

  /** For postgres.js. There is one session in there, so a second socket (LISTEN, cancel) is refused. */
  connect(): Duplex {
    if (this.#failure) return refusedSocket(this.#failure);
    if (this.#socket) {
      return refusedSocket(
        new DatabaseError('engine_failed', 'The embedded database has only one connection.'),
      );
    }
    this.#socket = new PgliteSocket((bytes) => this.#post({ type: 'wire', bytes }));
    return this.#socket;
  }

  /** The whole database as a tar, from which `template` starts another in half a second. */
  dump(): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#onDump = resolve;
      this.#post({ type: 'dump' });
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#post({ type: 'close' });
    const timer = setTimeout(() => void this.kill(), CLOSE_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends it at once, whatever it is doing, like a crash. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToPglite): void {
    this.#worker.postMessage(message, 'bytes' in message ? [message.bytes.buffer] : []);
  }

  #receive(message: Exclude<FromPglite, { type: 'ready' }>): void {
    if (message.type === 'wire') this.#socket?.push(Buffer.from(message.bytes.buffer));
    else if (message.type === 'dump') this.#onDump?.(message.bytes);
    else this.#fail(message.message, message.log);
  }

  #fail(why: string, log: string[] = []): void {
    if (this.#closing || this.#failure) return;
    this.#failure = explain(why, log);
    this.#socket?.destroy(this.#failure);
    this.#onFatal?.(this.#failure);
  }
}

function explain(why: string, log: string[]): DatabaseError {
  const said = [why, ...log.filter((line) => /PANIC|FATAL|ERROR/.test(line))];
  if (said.some((line) => /No space left|ENOSPC/.test(line))) {
    return new DatabaseError(
      'disk_full',
      `The disk of the embedded database is full, so it stopped. Make room and start again: nothing acknowledged is lost. (${said.at(-1)})`,
    );
  }
  return new DatabaseError('engine_failed', `The embedded database stopped: ${said.join('; ')}`);
}

// From source the thread's file is TypeScript, which tsx must be asked for by name: a thread doesn't inherit it on
// Node 20. Built, it is JavaScript beside main.js.
function startWorker(start: PgliteStart): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('pglite-worker.js', import.meta.url), { workerData: start });
  }
  const tsxRoot = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const tsx = new URL('dist/esm/api/index.mjs', tsxRoot).href;
  const source = new URL('pglite-worker.ts', import.meta.url).href;
  const code = `import('${tsx}').then(({ tsImport }) => tsImport('${source}', '${import.meta.url}'))`;
  return new Worker(code, { eval: true, workerData: start });
}
