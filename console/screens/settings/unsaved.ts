import { computed, signal } from '@preact/signals';

/** What was changed on a page and not saved, by page and form. It stays while the console is open. */
const drafts = signal<ReadonlyMap<string, unknown>>(new Map());

const keyOf = (page: string, form: string) => `${page} ${form}`;

/** The pages that hold something unsaved. */
export const unsavedPages = computed(
  () => new Set([...drafts.value.keys()].map((key) => key.slice(0, key.indexOf(' ')))),
);

export const readDraft = (page: string, form: string): unknown => drafts.value.get(keyOf(page, form));

/** Keeps a draft; `undefined` forgets it. */
export function keepDraft(page: string, form: string, draft: unknown): void {
  const next = new Map(drafts.peek());
  if (draft === undefined) next.delete(keyOf(page, form));
  else next.set(keyOf(page, form), draft);
  drafts.value = next;
  // Registered only while there is something to lose: the listener keeps pages out of the back-forward cache.
  if (next.size > 0) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
}

const warn = (event: Event) => event.preventDefault();

/** Another person signs in: nothing of the former one's stays. */
export function forgetDrafts(): void {
  drafts.value = new Map();
  removeEventListener('beforeunload', warn);
}
