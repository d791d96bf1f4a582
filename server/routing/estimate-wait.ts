export interface QueueView {
  /** 1 for who is next. */
  position: number;
  /** Chats that those at work can have at once, taken or not. */
  slots: number;
  /** Of those, how many are free now. */
  free: number;
  /** Median handle time of the team's last chats, in seconds; null where there were none. */
  median_handle_seconds: number | null;
}

/**
 * The wait that a visitor is told, in seconds; null where nothing honest can be said. Each slot becomes free once in a
 * median handle time, so that whoever is at `position` waits for that many turns of all slots.
 */
export function estimateWait({ position, slots, free, median_handle_seconds }: QueueView): number | null {
  if (position <= free) return 0;
  if (slots === 0 || median_handle_seconds === null) return null;
  return Math.ceil(((position - free) / slots) * median_handle_seconds);
}
