import { Duplex } from 'node:stream';
import { MessageFramer } from './message-framer.ts';

const TERMINATE = 'X'.charCodeAt(0);

/** What postgres.js takes for a TCP socket: whole messages go out through `send`, answers come in by `push`. */
export class PgliteSocket extends Duplex {
  readonly #framer = new MessageFramer();
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;

  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void) {
    super();
    this.#send = send;
  }

  // postgres.js only says goodbye to a socket that is open, and waits for the close of one that isn't closed.
  get readyState(): 'open' | 'closed' {
    return this.destroyed ? 'closed' : 'open';
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const bytes = this.#framer.push(chunk);
    if (bytes && bytes[0] !== TERMINATE) this.#send(bytes);
    done();
  }

  override _final(done: () => void): void {
    done();
    this.destroy();
  }
}

/** A socket that fails with `error` once its owner listens, as a refused TCP connection does. */
export function refusedSocket(error: Error): Duplex {
  const socket = new PgliteSocket(() => undefined);
  setImmediate(() => socket.destroy(error));
  return socket;
}
