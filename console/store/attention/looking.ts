/** Where the tabs of one agent in this browser look. */
export interface Looking {
  /** What this tab shows. */
  show(conversation: string | undefined): void;
  /** Whether a window of ours is in front. */
  isAnyInFront(): boolean;
  isLookedAt(conversation: string): boolean;
  close(): void;
}

interface Told {
  tab: string;
  inFront: boolean;
  conversation: string | undefined;
  isClosed?: boolean;
}

export function openLooking(name: string): Looking {
  const own: Told = { tab: crypto.randomUUID(), inFront: false, conversation: undefined };
  const others = new Map<string, Told>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
  const tell = () => channel?.postMessage({ ...own });
  const read = () => {
    const inFront = document.visibilityState === 'visible' && document.hasFocus();
    if (inFront === own.inFront) return;
    own.inFront = inFront;
    tell();
  };
  channel?.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.isClosed) others.delete(data.tab);
    else {
      // A tab that came last learns where the others look.
      if (!others.has(data.tab)) tell();
      others.set(data.tab, data);
    }
  });
  const events = ['focus', 'blur', 'pagehide'] as const;
  for (const event of events) addEventListener(event, read);
  document.addEventListener('visibilitychange', read);
  read();
  tell();
  const all = () => [own, ...others.values()];
  return {
    show(conversation) {
      if (own.conversation === conversation) return;
      own.conversation = conversation;
      tell();
    },
    isAnyInFront() {
      read();
      return all().some(({ inFront }) => inFront);
    },
    isLookedAt(id) {
      read();
      return all().some(({ inFront, conversation }) => inFront && conversation === id);
    },
    close() {
      channel?.postMessage({ ...own, isClosed: true });
      channel?.close();
      for (const event of events) removeEventListener(event, read);
      document.removeEventListener('visibilitychange', read);
    },
  };
}
