import type { Me } from '../../shared/protocol/http.ts';
import { forgetReplyDrafts } from './drafts.ts';

const OURS = 'bellhop';
/** Between the parts of a key, one of which names the person or their membership. */
const SEPARATOR = /[.:/ ]/;
/** Of the device, not of a person. */
const KEPT = ['bellhop.console.theme', 'bellhop.console.density', 'bellhop.console.language'];

/**
 * [S10] Leaves nothing of the person who used this console: drafts, unsent replies, positions. What pages of the settings
 * hold in memory goes by itself when nobody is signed in.
 */
export function forgetUser(): void {
  forgetReplyDrafts();
  for (const storage of storages())
    for (const key of ownKeys(storage)) if (!KEPT.includes(key)) storage.removeItem(key);
}

/** Somebody signed in without the former person's signing out: what is not theirs goes. */
export function forgetOthers({ user, memberships }: Me): void {
  const mine = [user.id, ...memberships.map(({ member }) => member.id)];
  for (const storage of storages())
    for (const key of ownKeys(storage)) {
      const isMine = key.split(SEPARATOR).some((part) => mine.includes(part));
      if (!isMine && !KEPT.includes(key)) storage.removeItem(key);
    }
}

/** Whether a reply is on this device alone. */
export function hasUnsentReply(): boolean {
  const isWork = /^bellhop(\.console\.draft\.|:.*:outbox:)/;
  return storages().some((storage) => ownKeys(storage).some((key) => isWork.test(key)));
}

function ownKeys(storage: Storage): string[] {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  return keys.filter((key) => key.startsWith(OURS));
}

/** Those that are there: where they are blocked, naming them throws. */
function storages(): Storage[] {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return [];
  }
}
