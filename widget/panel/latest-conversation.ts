import type { VisitorState } from '../../shared/client/types.ts';

/** The conversation to show first: one that only waits in the outbox is newer than any that the server knows. */
export const latestConversation = ({ threads, conversations }: VisitorState): string | null => {
  const known = new Set(conversations.map(({ id }) => id));
  for (const [id, { timeline }] of threads) {
    if (!known.has(id) && timeline.pending.length > 0) return id;
  }
  return conversations[0]?.id ?? null;
};
