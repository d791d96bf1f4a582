import { computed, effect, signal } from '@preact/signals';
import { account } from '../../store/account.ts';
import { route } from '../../store/route.ts';
import { stored } from '../../store/stored.ts';

type Drafts = ReadonlyMap<string, unknown>;

/** What was changed on a page and not saved, by page and form. It outlives a reload, in this tab and for its author. */
const drafts = signal<Drafts>(new Map());
let author: string | undefined;

const here = computed(() => ('workspace' in route.value ? (route.value.workspace ?? '') : ''));
const keyOf = (page: string, form: string) => `${here.value} ${page} ${form}`;

/** The pages of this workspace that hold something unsaved. */
export const unsavedPages = computed(
  () =>
    new Set(
      [...drafts.value.keys()].flatMap((key) => {
        const [workspace, page = ''] = key.split(' ');
        return workspace === here.value ? [page] : [];
      }),
    ),
);

export const readDraft = (page: string, form: string): unknown => drafts.value.get(keyOf(page, form));

/** Keeps a draft; `undefined` forgets it. It lies readable in the browser, so it is no place for a secret. */
export function keepDraft(page: string, form: string, draft: unknown): void {
  const next = new Map(drafts.peek());
  if (draft === undefined) next.delete(keyOf(page, form));
  else next.set(keyOf(page, form), draft);
  show(next);
  if (author !== undefined)
    stored.writeInTab(`unsaved.${author}`, next.size > 0 ? JSON.stringify([...next]) : null);
}

function show(next: Drafts): void {
  drafts.value = next;
  // Registered only while there is something to lose: the listener keeps pages out of the back-forward cache.
  if (next.size > 0) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
}

const warn = (event: Event) => event.preventDefault();

/** Off the screens; whoever typed them finds them when they sign in again here. */
export function forgetDrafts(): void {
  author = undefined;
  show(new Map());
}

function takeUp(user: string): void {
  if (user === author) return;
  forgetDrafts();
  author = user;
  show(readStored(user));
}

function readStored(user: string): Drafts {
  try {
    const kept: unknown = JSON.parse(stored.readInTab(`unsaved.${user}`) ?? '[]');
    return new Map(Array.isArray(kept) ? (kept as Array<[string, unknown]>) : []);
  } catch {
    return new Map();
  }
}

effect(() => {
  const { value } = account;
  if (value.state === 'signed-in') takeUp(value.me.user.id);
  if (value.state === 'signed-out') forgetDrafts();
});
