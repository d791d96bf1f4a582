import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type {
  QuickResponse,
  QuickResponsePage,
  QuickResponseVersion,
} from '../../shared/protocol/quick-responses.ts';
import { createSearchIndex, type SearchIndex } from '../../shared/quick-responses/search.ts';
import { account } from './account.ts';
import { request } from './api.ts';

export interface Library {
  version: string;
  responses: readonly QuickResponse[];
  index: SearchIndex<QuickResponse>;
  siteNames: ReadonlyMap<string, string>;
}

export interface QuickLibrary {
  readonly value: ReadonlySignal<Library | undefined>;
  /** Why it could not be read; what was known before stays. */
  readonly error: ReadonlySignal<unknown>;
  /** Reads it when it is not here, or when it has changed since; asks at most every few seconds. */
  refresh(): Promise<void>;
  /** The same at once: something was just changed. */
  reload(): Promise<void>;
}

/** How old an answer about the version may be. */
const FRESH_MS = 10_000;

const libraries = new Map<string, QuickLibrary>();

/** What a member may use, kept in memory: a search asks no server. */
export function quickLibrary(workspace: string, memberId: string): QuickLibrary {
  const key = `${workspace} ${memberId}`;
  const known = libraries.get(key) ?? createQuickLibrary(workspace);
  libraries.set(key, known);
  return known;
}

// [S10] What was somebody's own is gone when they are.
effect(() => {
  if (account.value.state === 'signed-out') libraries.clear();
});

export function createQuickLibrary(workspace: string, now: () => number = Date.now): QuickLibrary {
  const value = signal<Library | undefined>(undefined);
  const error = signal<unknown>(undefined);
  const path = `/workspaces/${workspace}/quick-responses`;
  let asked = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const update = async (): Promise<void> => {
    try {
      const known = value.peek()?.version;
      const isKnown =
        known !== undefined &&
        (await request<QuickResponseVersion>('GET', `${path}/version`)).version === known;
      if (!isKnown) value.value = await readAll(path);
      error.value = undefined;
    } catch (reason) {
      error.value = reason;
      asked = Number.NEGATIVE_INFINITY;
    }
  };
  const reload = (): Promise<void> => {
    asked = now();
    // One that runs may have read what was before.
    const mine: Promise<void> = (running ?? Promise.resolve()).then(update).finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  return {
    value,
    error,
    reload,
    refresh: () => running ?? (now() - asked < FRESH_MS ? Promise.resolve() : reload()),
  };
}

async function readAll(path: string): Promise<Library> {
  const responses: QuickResponse[] = [];
  let first: QuickResponsePage | undefined;
  let after: string | null = null;
  do {
    const page: QuickResponsePage = await request('GET', after === null ? path : `${path}?after=${after}`);
    // That of the first page: what changed while the others came is read again the next time.
    first ??= page;
    responses.push(...page.responses);
    after = page.next;
  } while (after !== null);
  return {
    version: first.version,
    responses,
    index: createSearchIndex(responses),
    siteNames: new Map(first.sites.map(({ id, name }) => [id, name])),
  };
}

/** Tells what a message was made of. Nobody waits for it, and a count is not worth a warning. */
export function tellUses(workspace: string, clientId: string, ids: readonly string[]): void {
  if (ids.length === 0) return;
  request('POST', `/workspaces/${workspace}/quick-responses/uses`, { client_id: clientId, ids }).catch(
    () => undefined,
  );
}
