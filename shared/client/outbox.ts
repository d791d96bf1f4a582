import { BellhopError } from '../errors.ts';
import type { EntryAnswer } from '../protocol/server-frames.ts';
import { backoffDelay, type Backoff } from './backoff.ts';
import { checkText } from './check-text.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { OutboxItem, ReplyExtra, SentMessage, StartExtra } from './types.ts';
import { isPassing } from './wire-error.ts';

export interface OutboxOptions {
  store: OutboxStore;
  timing: Backoff;
  isLive(): boolean;
  deliver(item: OutboxItem): Promise<EntryAnswer>;
  /** Called with the conversation whose items changed. */
  onChange(conversationId: string): void;
}

/** [M1] [M5] [M9] What was said and is not acknowledged yet. In the store before it is sent, and until it is answered. */
export interface Outbox {
  items(conversationId: string): readonly OutboxItem[];
  conversations(): string[];
  add(conversationId: string, text: string, start: boolean, extra?: StartExtra & ReplyExtra): SentMessage;
  /** Sends what may be sent now. */
  flush(): void;
  /** Sends the oldest message that begins a conversation by other means. Resolves when that was answered or refused. */
  begin(by: OutboxOptions['deliver']): Promise<void>;
  /** An entry of this client id was seen in the log. */
  settle(answer: EntryAnswer): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** Gives a conversation's unacknowledged items to another one, which they begin. Tells whether there were any. */
  move(conversationId: string, to: string): boolean;
  /** Forgets everything, stored or not. */
  clear(): void;
}

interface Promised {
  resolve(answer: EntryAnswer): void;
  reject(error: BellhopError): void;
}

const MAX_INTERNAL_ERRORS = 6;

export function createOutbox({ store, timing, isLive, deliver, onChange }: OutboxOptions): Outbox {
  let items = store.load();
  const promised = new Map<string, Promised>();
  const busy = new Set<string>();
  const failures = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heldUntil = 0;
  let generation = 0;

  const find = (clientId: string) => items.find((item) => item.client_id === clientId);
  const replace = (item: OutboxItem, change: Partial<OutboxItem>): OutboxItem => {
    const next = { ...item, ...change };
    items = items.map((other) => (other.client_id === item.client_id ? next : other));
    if (next.state === 'sent') store.remove(next.client_id);
    else store.save(next);
    return next;
  };
  const remove = (item: OutboxItem): void => {
    items = items.filter((other) => other.client_id !== item.client_id);
    store.remove(item.client_id);
    failures.delete(item.client_id);
  };
  const settleWith = (clientId: string, settle: (promise: Promised) => void): void => {
    const promise = promised.get(clientId);
    promised.delete(clientId);
    if (promise) settle(promise);
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };
  const onRefused = (item: OutboxItem, error: BellhopError): void => {
    const { code, message, retryAfter } = error;
    const count = (failures.get(item.client_id) ?? 0) + 1;
    failures.set(item.client_id, count);
    if (isPassing(error) && !(code === 'internal' && count >= MAX_INTERNAL_ERRORS)) {
      if (retryAfter !== undefined) heldUntil = Date.now() + retryAfter * 1000;
      if (code === 'rate_limited') {
        // [S26] The person is to see why it waits.
        replace(item, { error: { code, message } });
        onChange(item.conversation_id);
      }
      later(backoffDelay(count, timing));
      return;
    }
    replace(item, { state: 'failed', error: { code, message } });
    settleWith(item.client_id, (promise) => promise.reject(error));
    onChange(item.conversation_id);
  };
  const send = async (item: OutboxItem, by: OutboxOptions['deliver']): Promise<void> => {
    const mine = generation;
    const { conversation_id: conversationId, client_id: clientId } = item;
    busy.add(conversationId);
    const result = await by(item).catch((error: BellhopError) => error);
    if (mine !== generation) return;
    busy.delete(conversationId);
    const still = find(clientId);
    if (!(result instanceof Error)) {
      if (still) replace(still, { state: 'sent' });
      settleWith(clientId, (promise) => promise.resolve(result));
      onChange(conversationId);
      flush();
    } else if (still?.conversation_id === conversationId) onRefused(still, result);
  };
  /** Another tab got the answer for what both found in the store. */
  const dropAnswered = (): void => {
    for (const item of items) {
      if (item.state !== 'pending' || promised.has(item.client_id) || store.has(item.client_id)) continue;
      remove(item);
      onChange(item.conversation_id);
    }
  };
  /** What may be sent now: the first of every conversation that has nothing under way [M9]. */
  const heads = (): OutboxItem[] => {
    const seen = new Set(busy);
    return items.filter(({ conversation_id: id, state }) => {
      if (state === 'sent' || seen.has(id)) return false;
      seen.add(id);
      return state === 'pending';
    });
  };
  const flush = (): void => {
    if (!isLive()) return;
    const hold = heldUntil - Date.now();
    if (hold > 0) {
      later(hold);
      return;
    }
    dropAnswered();
    for (const item of heads()) void send(item, deliver);
  };

  return {
    items: (conversationId) => items.filter((item) => item.conversation_id === conversationId),
    conversations: () => [...new Set(items.map((item) => item.conversation_id))],
    add(conversationId, text, start, extra) {
      checkText(text);
      const clientId = crypto.randomUUID();
      const item: OutboxItem = {
        conversation_id: conversationId,
        client_id: clientId,
        text,
        start,
        ...extra,
        state: 'pending',
        created_at: Math.max(Date.now(), (items.at(-1)?.created_at ?? 0) + 1),
      };
      store.save(item);
      items = [...items, item];
      const answered = new Promise<EntryAnswer>((resolve, reject) => {
        promised.set(clientId, { resolve, reject });
      });
      answered.catch(() => {});
      onChange(conversationId);
      flush();
      return { conversation_id: conversationId, client_id: clientId, answered };
    },
    flush,
    async begin(by) {
      dropAnswered();
      const first = heldUntil > Date.now() ? undefined : heads().find(({ start }) => start);
      if (first) await send(first, by);
    },
    settle(answer) {
      const item = find(answer.client_id);
      if (!item) return;
      remove(item);
      settleWith(answer.client_id, (promise) => promise.resolve(answer));
      onChange(item.conversation_id);
      flush();
    },
    retry(clientId) {
      const item = find(clientId);
      if (item?.state !== 'failed') return;
      replace(item, { state: 'pending', error: undefined });
      onChange(item.conversation_id);
      flush();
    },
    discard(clientId) {
      const item = find(clientId);
      if (item?.state !== 'failed') return;
      remove(item);
      const next = items.find((other) => other.conversation_id === item.conversation_id);
      if (item.start && next) replace(next, { start: true });
      onChange(item.conversation_id);
      flush();
    },
    move(conversationId, to) {
      let start = true;
      for (const item of items) {
        if (item.conversation_id !== conversationId) continue;
        if (item.state === 'sent') {
          remove(item);
          continue;
        }
        // [M13] There is nothing yet to answer.
        replace(item, { conversation_id: to, start, reply_to: undefined });
        start = false;
      }
      busy.delete(conversationId);
      if (!start) onChange(to);
      return !start;
    },
    clear() {
      generation++;
      clearTimeout(timer);
      heldUntil = 0;
      const error = new BellhopError('unavailable', 'The message was dropped before it was sent.');
      for (const item of [...items, ...store.load()]) store.remove(item.client_id);
      items = [];
      for (const promise of promised.values()) promise.reject(error);
      promised.clear();
      busy.clear();
      failures.clear();
    },
  };
}
