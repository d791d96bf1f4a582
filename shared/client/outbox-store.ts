import type { KeyValueStore, OutboxItem } from './types.ts';

/** Items in the store, a key each, so that two tabs never write over each other's. */
export interface OutboxStore {
  load(): OutboxItem[];
  has(clientId: string): boolean;
  save(item: OutboxItem): void;
  remove(clientId: string): void;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function parseItem(json: string | null): OutboxItem | null {
  try {
    const item = JSON.parse(json ?? 'null') as OutboxItem | null;
    const whole = isText(item?.conversation_id) && isText(item.client_id) && isText(item.text);
    return whole && typeof item.created_at === 'number' ? item : null;
  } catch {
    return null;
  }
}

export const createOutboxStore = (store: KeyValueStore, prefix: string): OutboxStore => ({
  load: () =>
    store
      .keys(prefix)
      .flatMap((key) => parseItem(store.get(key)) ?? [])
      .sort((a, b) => a.created_at - b.created_at),
  has: (clientId) => store.get(prefix + clientId) !== null,
  save: (item) => store.set(prefix + item.client_id, JSON.stringify(item)),
  remove: (clientId) => store.remove(prefix + clientId),
});
