import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ErrorBody } from '../../shared/errors.ts';

/** A frame as it came. */
export interface ServerWord {
  type: string;
  id?: number;
  result?: unknown;
  error?: ErrorBody;
  [field: string]: unknown;
}

/** A request was refused. */
export class Refused extends Error {
  constructor(readonly body: ErrorBody) {
    super(`${body.code}: ${body.message}`);
  }
}

/** The connection ended before the answer: nothing is known of the request. */
export class Disconnected extends Error {}

export interface Door {
  url: string;
  headers: Record<string, string>;
}

type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void };

const RECONNECT_MS = 40;
const PASSING = new Set(['unavailable', 'rate_limited', 'internal']);

/**
 * Somebody at the wire, who follows SPEC.md and nothing more: comes back after every close, says hello, and asks again
 * with the same ids until there is an answer. `onWelcome` resumes; what is asked meanwhile waits for it.
 */
export abstract class WirePerson {
  /** How often a connection ended, and which refusals came. */
  readonly refusals: ErrorBody[] = [];
  /** What came that no rule allows. */
  readonly anomalies: string[] = [];
  closes = 0;
  private socket: WebSocket | undefined;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private gone = false;
  private waiting = false;
  private resumed!: Promise<void>;
  private tellResumed!: () => void;

  constructor(private readonly door: Door) {
    this.awaitResume();
  }

  protected abstract hello(): object;
  protected abstract onWelcome(welcome: ServerWord): Promise<void>;
  protected abstract onEvent(event: ServerWord): void;

  connect(): void {
    const socket = new WebSocket(this.door.url, { headers: this.door.headers, perMessageDeflate: false });
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify(this.hello())));
    socket.on('message', (data: Buffer) => this.hear(socket, JSON.parse(data.toString()) as ServerWord));
    socket.on('error', () => undefined);
    socket.on('close', (code) => this.comeBack(code));
  }

  leave(): void {
    this.gone = true;
    this.socket?.close();
  }

  /** Asks until there is an answer, over as many connections as it takes. Other refusals are thrown. */
  async insist<R>(frame: object): Promise<R> {
    for (;;) {
      await this.resumed;
      try {
        return await this.request<R>(frame);
      } catch (error) {
        if (error instanceof Disconnected) continue;
        if (!(error instanceof Refused) || !PASSING.has(error.body.code)) throw error;
        this.refusals.push(error.body);
        await sleep(Math.min((error.body.retry_after ?? 1) * 1000, 1000));
      }
    }
  }

  /** One attempt, over this connection. */
  request<R>(frame: object): Promise<R> {
    const id = ++this.lastId;
    return new Promise<R>((resolve, reject) => {
      if (this.socket?.readyState !== WebSocket.OPEN) return reject(new Disconnected());
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.socket.send(JSON.stringify({ ...frame, id }));
    });
  }

  private hear(socket: WebSocket, word: ServerWord): void {
    if (socket !== this.socket) return;
    if (word.type === 'welcome') {
      this.onWelcome(word).then(
        () => socket === this.socket && socket.readyState === WebSocket.OPEN && this.tellResumed(),
        (error: unknown) => {
          if (!(error instanceof Disconnected)) socket.terminate();
        },
      );
      return;
    }
    if (word.id === undefined) return this.onEvent(word);
    const waiting = this.pending.get(word.id);
    this.pending.delete(word.id);
    if (!waiting) this.anomalies.push(`an answer to nothing: ${JSON.stringify(word)}`);
    else if (word.error) waiting.reject(new Refused(word.error));
    else waiting.resolve(word.result);
  }

  private comeBack(code: number): void {
    this.closes++;
    this.awaitResume();
    for (const { reject } of this.pending.values()) reject(new Disconnected());
    this.pending.clear();
    if ([4400, 4401, 4403, 4409].includes(code)) this.anomalies.push(`turned away with ${code}`);
    else if (!this.gone) setTimeout(() => this.connect(), RECONNECT_MS);
  }

  /** Who waits goes on waiting over as many closes as it takes. */
  private awaitResume(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.resumed = new Promise((resolve) => {
      this.tellResumed = () => {
        this.waiting = false;
        resolve();
      };
    });
  }
}
