import type { Sender } from '../protocol/entries.ts';
import { TYPING_INTERVAL_MS, TYPING_TTL_MS } from '../protocol/limits.ts';
import type { SignalFrame } from './types.ts';

type Timer = ReturnType<typeof setTimeout>;

const same = (a: Sender, b: Sender): boolean =>
  a.kind === b.kind && a.id === b.id && (a.id !== null || a.name === b.name);

/** [T2] Who types in a conversation, each until it ends or is not renewed. */
export interface TypingMarks {
  set(conversationId: string, sender: Sender, typing: boolean): void;
  /** A message ends its sender's mark. */
  settle(
    conversationId: string,
    entry: { sender: { kind: string; id?: string | null; name?: string | null } },
  ): void;
  clear(): void;
}

export function createTypingMarks(
  onChange: (conversationId: string, who: readonly Sender[]) => void,
): TypingMarks {
  const marks = new Map<string, { sender: Sender; timer: Timer }[]>();

  const set: TypingMarks['set'] = (conversationId, sender, typing) => {
    const before = marks.get(conversationId) ?? [];
    const old = before.find((mark) => same(mark.sender, sender));
    if (!old && !typing) return;
    clearTimeout(old?.timer);
    const after = before.filter((mark) => mark !== old);
    if (typing) {
      const timer = setTimeout(set, TYPING_TTL_MS, conversationId, sender, false);
      after.push({ sender: old?.sender ?? sender, timer });
    }
    marks.set(conversationId, after);
    if (!old || !typing) {
      onChange(
        conversationId,
        after.map((mark) => mark.sender),
      );
    }
  };
  return {
    set,
    settle(conversationId, { sender }) {
      set(conversationId, { id: null, name: null, ...sender } as Sender, false);
    },
    clear() {
      for (const list of marks.values()) for (const mark of list) clearTimeout(mark.timer);
      marks.clear();
    },
  };
}

/** [T1] Tells that one types, no oftener than may be. */
export function createTypingSignal(send: (frame: SignalFrame) => void) {
  const toldAt = new Map<string, number>();
  return (conversationId: string, typing: boolean): void => {
    const last = toldAt.get(conversationId);
    if (typing ? Date.now() - (last ?? 0) < TYPING_INTERVAL_MS : last === undefined) return;
    if (typing) toldAt.set(conversationId, Date.now());
    else toldAt.delete(conversationId);
    send({ type: 'typing.set', conversation_id: conversationId, typing });
  };
}
