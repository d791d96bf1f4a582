import { MAX_PREVIEW_LENGTH, PREVIEW_INTERVAL_MS } from '../protocol/limits.ts';
import type { SignalFrame } from './types.ts';
import { createTypingSignal } from './typing-marks.ts';

type Typing = (conversationId: string, typing: boolean, text?: string) => void;

interface Preview {
  id: string;
  text: string;
}

/**
 * [T7] Tells that one types, and what, where that is shown: the first words at once, later ones no oftener than may be, and
 * the last of a burst in the end. Where it is not shown, no text is in any frame.
 */
export function createTypingPreview(send: (frame: SignalFrame) => void, isPreviewed: () => boolean): Typing {
  const signal = createTypingSignal(send);
  let toldAt = 0;
  let next: Preview | null = null;
  let told: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    next = null;
  };
  const tell = (): void => {
    timer = undefined;
    if (!next || !isPreviewed()) return drop();
    const { id: conversation_id, text } = next;
    next = null;
    toldAt = Date.now();
    told = conversation_id;
    send({ type: 'typing.set', conversation_id, typing: true, text: text.slice(0, MAX_PREVIEW_LENGTH) });
  };
  return (id, typing, text) => {
    if (typing && text !== undefined && isPreviewed()) {
      next = { id, text };
      timer ??= setTimeout(tell, Math.max(0, toldAt + PREVIEW_INTERVAL_MS - Date.now()));
      return;
    }
    drop();
    if (!typing && told === id) {
      told = null;
      send({ type: 'typing.set', conversation_id: id, typing: false });
    } else signal(id, typing);
  };
}
