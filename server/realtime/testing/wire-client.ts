import { vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import type { ErrorBody } from '../../../shared/errors.ts';

/** A server frame as it came, before anybody believes it. */
export interface Heard {
  type: string;
  id?: number;
  result?: Record<string, unknown>;
  error?: ErrorBody;
  [field: string]: unknown;
}

export interface Goodbye {
  code: number;
  reason: string;
}

const PATIENCE_MS = 10_000;

/** A raw socket of the wire, for tests: it keeps all that it heard, and waits on conditions. */
export class WireClient {
  readonly heard: Heard[] = [];
  readonly socket: WebSocket;
  bytes = 0;
  goodbye: Goodbye | null = null;
  refusedWith: number | null = null;
  private lastId = 0;

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    this.socket.on('message', (data: Buffer) => {
      this.bytes += data.length;
      this.heard.push(JSON.parse(data.toString()) as Heard);
    });
    this.socket.on('close', (code, reason) => (this.goodbye = { code, reason: reason.toString() }));
    this.socket.on('unexpected-response', (_request, response) => {
      this.refusedWith = response.statusCode ?? 0;
      response.resume();
    });
    this.socket.on('error', () => undefined);
  }

  async open(): Promise<this> {
    await until(
      () => this.socket.readyState === WebSocket.OPEN || this.goodbye !== null || this.refusedWith !== null,
    );
    return this;
  }

  send(frame: unknown): void {
    this.raw(JSON.stringify(frame));
  }

  raw(data: string | Buffer, options: { binary?: boolean; fin?: boolean } = {}): void {
    this.socket.send(data, options);
  }

  /** Sends a request and answers what came back for it, an answer or a refusal. */
  async request(frame: Record<string, unknown>): Promise<Heard> {
    const id = ++this.lastId;
    this.send({ ...frame, id });
    return this.next((heard) => heard.id === id);
  }

  /** The first frame, of all that came or will come, that fits. */
  async next(fits: string | ((heard: Heard) => boolean)): Promise<Heard> {
    const test = typeof fits === 'string' ? (heard: Heard) => heard.type === fits : fits;
    let found: Heard | undefined;
    await until(() => {
      found = this.heard.find(test);
      return found !== undefined || this.goodbye !== null;
    });
    if (!found)
      throw new Error(
        `Closed with ${this.goodbye?.code} before the frame came: ${JSON.stringify(this.heard)}`,
      );
    return found;
  }

  all(type: string): Heard[] {
    return this.heard.filter((heard) => heard.type === type);
  }

  async closed(): Promise<Goodbye> {
    await until(() => this.goodbye !== null);
    return this.goodbye ?? { code: 0, reason: '' };
  }

  /** After this, everything that the server sent before is heard. */
  async settle(): Promise<void> {
    const pongs = this.all('pong').length;
    this.send({ type: 'ping' });
    await until(() => this.all('pong').length > pongs || this.goodbye !== null);
  }

  close(): void {
    this.socket.terminate();
  }
}

export const until = (condition: () => boolean, timeout = PATIENCE_MS): Promise<void> =>
  vi.waitFor(
    () => {
      if (!condition()) throw new Error('The condition did not come true');
    },
    { timeout, interval: 5 },
  );
