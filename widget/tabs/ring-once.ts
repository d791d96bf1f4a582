/** How long the others have to say that they would ring too. */
const LISTEN_MS = 300;
/** Whoever comes later than this finds that somebody has rung already. */
const LATE_MS = 100;

/** In front of everything: who sees the message needs no tone, nor does any other tab. */
export const SEEN = -1;

export interface Ringer {
  /** A message is here. Rings unless another tab has a better claim to. */
  arrived(message: string, isSeen: boolean): void;
  /** Another tab's claim. */
  heard(message: string, rank: number): void;
  dispose(): void;
}

interface Claims {
  lowest: number;
  /** When the first one was heard of. */
  since: number;
}

/** One tone a message among all tabs, without a lock: each says a number, and the lowest rings. */
export const createRinger = (
  claim: (message: string, rank: number) => void,
  ring: () => void,
  random: () => number = Math.random,
): Ringer => {
  const claims = new Map<string, Claims>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const note = (message: string, rank: number): void => {
    const known = claims.get(message);
    claims.set(message, {
      lowest: Math.min(rank, known?.lowest ?? Infinity),
      since: known?.since ?? Date.now(),
    });
    // Old ones only take room.
    if (claims.size > 50) claims.delete([...claims.keys()][0] as string);
  };

  return {
    heard: note,
    arrived(message, isSeen) {
      const before = claims.get(message);
      const isLate = before !== undefined && Date.now() - before.since > LATE_MS;
      if (isLate && !isSeen) return;
      const rank = isSeen ? SEEN : random();
      note(message, rank);
      claim(message, rank);
      if (isSeen) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (claims.get(message)?.lowest === rank) ring();
      }, LISTEN_MS);
      timers.add(timer);
    },
    dispose() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
