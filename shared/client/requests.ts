import type { BellhopError } from '../errors.ts';
import type { Answer, Refusal } from '../protocol/server-frames.ts';
import type { RequestResults, RequestType } from './types.ts';
import { errorFromWire, unavailable } from './wire-error.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: BellhopError): void;
}

/** The requests in flight, by their id [S1]. */
export interface Requests {
  begin<T extends RequestType>(send: (id: number) => void): Promise<RequestResults[T]>;
  settle(frame: Answer | Refusal): void;
  failAll(): void;
}

export function createRequests(timeoutMs: number): Requests {
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const take = (id = -1): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };
  return {
    begin: (send) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const timer = setTimeout(() => take(id)?.reject(unavailable()), timeoutMs);
        waiting.set(id, {
          resolve: (result) => (clearTimeout(timer), resolve(result as never)),
          reject: (error) => (clearTimeout(timer), reject(error)),
        });
        send(id);
      }),
    settle(frame) {
      const request = take(frame.id);
      if (frame.type === 'answer') request?.resolve(frame.result);
      else request?.reject(errorFromWire(frame.error));
    },
    failAll() {
      for (const id of [...waiting.keys()]) take(id)?.reject(unavailable());
    },
  };
}
