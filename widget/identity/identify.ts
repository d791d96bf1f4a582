import { BellhopError } from '../../shared/errors.ts';
import type { Identity } from '../chat.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { tell } from './tell.ts';
import { setSubject, subjectOf, tokenKey, toldOf, type Provider, type Said } from './told.ts';

interface Answer {
  token: string;
  subject: string;
}

const readIdentity = (identity: Identity): Provider | Said => {
  if (typeof identity === 'function') return identity;
  if (typeof identity === 'string') return () => identity;
  if (typeof identity !== 'object' || identity === null)
    throw new BellhopError(
      'bad_request',
      'identify takes a token, a function that fetches one, or { name, email, attributes }.',
    );
  if (!('token' in identity)) return identity;
  const { token } = identity;
  return () => token;
};

/** [ID8] Says who the visitor is: at once where they have acted, else as soon as they do. */
export const identify = async (panel: LaterPanel, identity: Identity): Promise<void> => {
  const read = readIdentity(identity);
  if (typeof read !== 'function') return say(panel, read);
  const told = toldOf(panel);
  told.turn++;
  told.provider = read;
  told.fetches = typeof identity === 'function';
  told.provide = () => void become(panel).catch((error: Error) => panel.host.emit('error', { error }));
  const { state, open } = panel.context.store;
  told.waits = !(panel.storage.get(tokenKey(panel)) || state.peek().known || open.peek());
  if (!told.waits) await become(panel);
};

const say = async (panel: LaterPanel, said: Said): Promise<void> => {
  const namesPerson = said.name !== undefined || said.email !== undefined;
  // [S10] Nobody proved that this is who the site vouched for before.
  if (namesPerson && subjectOf(panel) !== null) panel.context.store.forget();
  await tell(panel, said);
  if (namesPerson) panel.host.emit('identity:changed', { id: null, verified: false });
};

/** What the token says of itself. The server believes nothing of it before it has looked at the signature. */
const claimedSubject = (token: string): string | null => {
  try {
    const part = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
    return (JSON.parse(new TextDecoder().decode(bytes)) as { sub?: string }).sub ?? null;
  } catch {
    return null;
  }
};

const become = async (panel: LaterPanel): Promise<void> => {
  const told = toldOf(panel);
  const { provider } = told;
  if (!provider) return;
  told.waits = false;
  const mine = { turn: told.turn };
  const isOver = (): boolean => told.turn !== mine.turn;
  const { store } = panel.context;
  const ask = async (): Promise<Answer | undefined> => {
    const token = await provider();
    if (isOver()) return undefined;
    const before = subjectOf(panel);
    if (before !== null && claimedSubject(token) !== before) {
      // [S10] Somebody else signed in: nothing of who was here before stays.
      store.forget();
      told.provider = provider;
      mine.turn = told.turn;
    }
    return present(panel, token, isOver);
  };
  try {
    const answer = await ask().catch((error: BellhopError) => {
      // [ID1] It may have expired on its way; a function can fetch another.
      if (told.fetches && !isOver() && error.code === 'unauthenticated') return ask();
      throw error;
    });
    if (answer) setSubject(panel, answer.subject);
  } finally {
    if (!isOver() && (store.open.peek() || store.active.peek())) store.session.resume();
  }
};

/** The old token ends while this is on its way, so its line is closed first. */
const present = async (
  panel: LaterPanel,
  token: string,
  isOver: () => boolean,
): Promise<Answer | undefined> => {
  const { storage, host, context } = panel;
  const { session } = context.store;
  const held = (): string | null => storage.get(tokenKey(panel));
  for (;;) {
    const before = held();
    if (before !== null) session.pause();
    const body = { site: host.config.site, token };
    const answer = await session.call<Answer>({ method: 'POST', path: '/visitor/identify', body });
    // [S10] Forgotten meanwhile: what was given belongs to nobody here.
    if (isOver()) return undefined;
    // Who wrote meanwhile has a token of their own by now: they are to become the same person.
    if (held() !== before) continue;
    if (answer.token !== before) {
      session.drop();
      storage.set(tokenKey(panel), answer.token);
    }
    return answer;
  }
};
