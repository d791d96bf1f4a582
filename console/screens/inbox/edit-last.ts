import type { Entry } from '../../../shared/protocol/entries.ts';
import type { EDIT_MINUTES as Minutes } from '../../../shared/protocol/notes.ts';
import { editing } from '../../store/compose.ts';
import type { Desk } from '../../store/desk.ts';

// The type holds it to the wire's own.
const EDIT_MINUTES: typeof Minutes = 15;
const WINDOW_MS = EDIT_MINUTES * 60_000;

/** Whether one's own words can still be changed; the server's clock decides. */
export const isRecent = ({ created_at }: Pick<Entry, 'created_at'>, now = Date.now()): boolean =>
  now - Date.parse(created_at) < WINDOW_MS;

/** Opens the last thing one said here for a change, if there is one. Tells whether it did. */
export function editLast(desk: Desk, conversation: string, kind: 'message' | 'note'): boolean {
  const last = desk.threads
    .peek()
    .get(conversation)
    ?.timeline.entries.findLast(({ type, sender }) => type === kind && sender.id === desk.me.id);
  const text = last?.body['text'];
  if (!last || typeof text !== 'string' || last.body['deleted'] || last.body['redacted']) return false;
  if (!isRecent(last)) return false;
  editing.value = { conversation, seq: last.seq, kind, text };
  return true;
}
