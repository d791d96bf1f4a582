import { signal, type Signal } from '@preact/signals';
import { BellhopError } from '../../shared/errors.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { Rating } from '../chat.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { keyPrefix } from '../shell/storage-keys.ts';

/** The compiler holds these to the protocol's numbers, which a page must not import. */
type Limits = typeof import('../../shared/protocol/ratings.ts');
export const MAX_TEXT: Limits['MAX_RATING_TEXT'] = 1_000;
const RATE_DAYS: Limits['RATE_DAYS'] = 7;
const CHANGE_HOURS: Limits['CHANGE_RATING_HOURS'] = 24;
const HOUR_MS = 3_600_000;
/** Refusals that are remembered. */
const MAX_DISMISSED = 20;

/** What is typed and not sent yet. */
export interface Draft {
  score: number;
  comment: string;
  answer: string;
}
export const EMPTY: Draft = { score: 0, comment: '', answer: '' };

export interface RatingState {
  /** Conversations that the visitor will not rate, over tabs and reloads. */
  dismissed: Signal<readonly string[]>;
  dismiss(id: string): void;
  draftOf(id: string): Draft;
  keepDraft(id: string, draft: Draft | null): void;
  /** Sends it, and tells the page. */
  rate(id: string, rating: Rating): Promise<void>;
}

const parsed = <T>(text: string | null, otherwise: T): T => {
  try {
    return (JSON.parse(text ?? '') as T) ?? otherwise;
  } catch {
    return otherwise;
  }
};

export const createRatingState = ({ context, host, storage }: LaterPanel): RatingState => {
  const dismissedKey = `${keyPrefix(host.config.site)}unrated`;
  const draftKey = `${keyPrefix(host.config.site)}rating`;
  const readDismissed = () => parsed<string[]>(storage.get(dismissedKey), []);
  const dismissed = signal<readonly string[]>(readDismissed());
  let sent = { what: '', client_id: '' };
  return {
    dismissed,
    dismiss(id) {
      dismissed.value = [...readDismissed(), id].slice(-MAX_DISMISSED);
      storage.set(dismissedKey, JSON.stringify(dismissed.value));
      storage.remove(draftKey);
    },
    draftOf: (id) => ({ ...EMPTY, ...parsed<Record<string, Draft>>(storage.get(draftKey), {})[id] }),
    keepDraft(id, draft) {
      if (draft) storage.set(draftKey, JSON.stringify({ [id]: draft }));
      else storage.remove(draftKey);
    },
    async rate(id, { score, comment, answer }) {
      const body = { score, ...(comment && { comment }), ...(answer && { answer }) };
      const what = id + JSON.stringify(body);
      // The same again is the same rating, where the first answer was lost.
      if (sent.what !== what) sent = { what, client_id: crypto.randomUUID() };
      const path = `/visitor/conversations/${id}/rating`;
      const { client_id } = sent;
      await context.store.session.call({ method: 'POST', path, body: { client_id, ...body } });
      sent = { what: '', client_id: '' };
      storage.remove(draftKey);
      host.emit('rating:submitted', { conversation_id: id, score, ...(comment && { comment }) });
    },
  };
};

const states = new WeakMap<LaterPanel['context']['store'], RatingState>();

/** One of each panel, for the form and for the page's own call. */
export const ratingState = (panel: LaterPanel): RatingState => {
  const { store } = panel.context;
  const state = states.get(store) ?? createRatingState(panel);
  states.set(store, state);
  return state;
};

const age = (entry: PublicEntry | undefined): number =>
  entry ? Date.now() - Date.parse(entry.created_at) : Infinity;

/** What to say of the rating of a conversation that ended; null where there is nothing to ask. */
export const askable = (entries: readonly PublicEntry[]): 'ask' | 'rated' | null => {
  const first = entries.find(({ type }) => type === 'rated');
  if (first) return age(first) < CHANGE_HOURS * HOUR_MS ? 'rated' : null;
  const isAnswered = entries.some(({ type, sender }) => type === 'message' && sender?.kind === 'agent');
  const end = entries.findLast(({ type }) => type === 'ended');
  return isAnswered && age(end) < RATE_DAYS * 24 * HOUR_MS ? 'ask' : null;
};

/** The public method: checks what the page gives, and rates the conversation on screen. */
export const rate = async (panel: LaterPanel, rating: Rating): Promise<void> => {
  const { score, comment = '', answer = '' } = (rating ?? {}) as Rating;
  if (![1, 2, 3, 4, 5].includes(score))
    throw new BellhopError('bad_request', 'rate takes { score, comment, answer }: score is 1, 2, 3, 4 or 5.');
  for (const [name, text] of Object.entries({ comment, answer }))
    if (typeof text !== 'string' || text.length > MAX_TEXT)
      throw new BellhopError('bad_request', `rate: ${name} is a text of at most ${MAX_TEXT} characters.`);
  const id = panel.context.store.conversation.peek()?.id;
  if (!id) throw new BellhopError('not_found', 'There is no conversation to rate.');
  await ratingState(panel).rate(id, { score, comment, answer });
};
