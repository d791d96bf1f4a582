import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { FromPglite, PgliteStart, ToPglite } from './pglite-messages.ts';

// PGlite swallows whatever its engine throws but this, which is how Postgres jumps out of a failed statement. After
// anything else (a PANIC on a full disk, a trap) it would call the dead engine again for ever.
const STATEMENT_FAILED = 100;
const KEPT_LOG_LINES = 20;
const FLUSH_BYTES = 256 * 1024;

if (!parentPort) throw new Error('pglite-worker.ts runs in a worker thread');
const port = parentPort;
const send = (message: FromPglite) =>
  port.postMessage(message, 'bytes' in message ? [message.bytes.buffer] : undefined);

const log: string[] = [];
function keepLog(line: string): boolean {
  log.push(line);
  if (log.length > KEPT_LOG_LINES) log.shift();
  return true;
}

function fail(error: unknown): never {
  send({ type: 'failed', message: describe(error), log });
  process.exit(1);
}

// The engine's file system throws errors of its own, with the numbers of WASI instead of messages.
const ENOSPC = 51;

function describe(error: unknown): string {
  if (error instanceof Error && error.message) return error.message;
  const { errno } = error as { errno?: unknown };
  if (errno === ENOSPC) return 'No space left on device';
  return errno === undefined ? String(error) : `the file system refused with error ${String(errno)}`;
}

async function open({ folder, template }: PgliteStart): Promise<PGlite> {
  const pg = await PGlite.create(folder ?? 'memory://', {
    ...(template === undefined ? {} : { loadDataDir: new Blob([template.slice()]) }),
    onStderr: keepLog,
  });
  const engine = pg.Module;
  const loopOnce = engine._PostgresMainLoopOnce;
  engine._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if ((error as { status?: unknown }).status === STATEMENT_FAILED) throw error;
      fail(error);
    }
  };
  return pg;
}

async function run(pg: PGlite, bytes: Uint8Array): Promise<void> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  const flush = () => {
    const joined = new Uint8Array(size);
    let offset = 0;
    for (const chunk of chunks) {
      joined.set(chunk, offset);
      offset += chunk.length;
    }
    chunks = [];
    size = 0;
    send({ type: 'wire', bytes: joined });
  };
  // The stream variant, because the plain one keeps a parsed copy of every answer in memory.
  await pg.execProtocolRawStream(bytes, {
    onRawData: (view) => {
      chunks.push(view.slice());
      size += view.length;
      if (size >= FLUSH_BYTES) flush();
    },
  });
  if (size > 0) flush();
}

async function handle(pg: PGlite, message: ToPglite): Promise<void> {
  if (message.type === 'wire') return run(pg, message.bytes);
  if (message.type === 'dump') {
    const dump = await pg.dumpDataDir('none');
    return send({ type: 'dump', bytes: new Uint8Array(await dump.arrayBuffer()) });
  }
  await pg.close();
  process.exit(0);
}

const pg = await open(workerData as PgliteStart).catch(fail);
let previous = Promise.resolve();
port.on('message', (message: ToPglite) => {
  previous = previous.then(() => handle(pg, message)).catch(fail);
});
send({ type: 'ready' });
