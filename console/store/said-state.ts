import type { Entry } from '../../shared/protocol/entries.ts';
import type { Named } from './mention-text.ts';

/** What became of what was said, and whom it speaks to. */
export interface SaidState {
  edited: boolean;
  /** Earlier wordings, oldest first. */
  before: readonly string[];
  gone: 'deleted' | 'redacted' | null;
  mentions: readonly Named[];
}

export const AS_SAID: SaidState = { edited: false, before: [], gone: null, mentions: [] };

/** Read by hand: the console carries no parser for what our own server wrote. */
export function saidState(body: Entry['body']): SaidState {
  const { before, mentions } = body;
  const gone = body['redacted'] === true ? 'redacted' : body['deleted'] === true ? 'deleted' : null;
  return {
    edited: body['edited'] === true,
    before: Array.isArray(before) ? before.filter((text) => typeof text === 'string') : [],
    gone,
    mentions: Array.isArray(mentions) ? mentions.filter(isNamed) : [],
  };
}

function isNamed(given: unknown): given is Named {
  const { kind, id, name } = (given ?? {}) as Partial<Record<keyof Named, unknown>>;
  return (kind === 'member' || kind === 'team') && typeof id === 'string' && typeof name === 'string';
}
