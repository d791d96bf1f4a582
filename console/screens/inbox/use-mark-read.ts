import { useEffect } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { useDesk } from './desk-context.ts';
import { useLooking } from './use-looking.ts';

/** Marks what stands there as read while somebody looks at its end. */
export function useMarkRead(conversation: Conversation, isAtEnd: boolean): void {
  const desk = useDesk();
  const isLooking = useLooking();
  const { id, public_seq: last, agent_read: read } = conversation;
  useEffect(() => {
    // What cannot be told now is told with the next look: the mark is not worth an error.
    if (isLooking && isAtEnd && last > read) desk.session.markRead(id).catch(() => undefined);
  }, [desk, id, isLooking, isAtEnd, last, read]);
}
