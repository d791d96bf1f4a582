import { once } from 'node:events';
import { WebSocket } from 'ws';

const CONNECT_MS = 20_000;
const ANSWER_MS = 30_000;

export type Params = Readonly<Record<string, unknown>>;
type Listener = (params: never) => void;

interface Waiting {
  method: string;
  resolve(result: never): void;
  reject(error: Error): void;
}

interface Message {
  type: 'success' | 'error' | 'event';
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: string;
  message?: string;
}

/**
 * WebDriver BiDi, which stock Firefox speaks. Playwright's own Firefox is a patched one, and over BiDi it sends commands
 * that Debian's does not know; what a few tests need of the protocol is small.
 */
export class Bidi {
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener[]>();
  #lastId = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.#read(JSON.parse(String(data)) as Message));
    socket.on('close', () => this.#end());
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const bidi = new Bidi(socket);
    await once(socket, 'open', { signal: AbortSignal.timeout(CONNECT_MS) });
    return bidi;
  }

  send<T = unknown>(method: string, params: Params = {}): Promise<T> {
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`Firefox did not answer ${method} within ${ANSWER_MS} ms.`));
      }, ANSWER_MS);
      const settle = (): void => clearTimeout(late);
      this.#waiting.set(id, {
        method,
        resolve: (result) => (settle(), resolve(result)),
        reject: (error) => (settle(), reject(error)),
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  on<T>(event: string, listener: (params: T) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  close(): void {
    this.socket.close();
  }

  #read({ type, id, method = '', params, result, error, message }: Message): void {
    if (type === 'event') {
      for (const listener of this.#listeners.get(method) ?? []) listener(params as never);
      return;
    }
    const waiting = this.#waiting.get(id ?? 0);
    this.#waiting.delete(id ?? 0);
    if (type === 'success') waiting?.resolve(result as never);
    else waiting?.reject(new Error(`${waiting.method}: ${error}: ${message}`));
  }

  #end(): void {
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Firefox is gone.`));
    this.#waiting.clear();
  }
}
