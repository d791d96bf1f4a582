import { useEffect } from 'preact/hooks';
import { useDesk } from './desk-context.ts';
import { useLooking } from './use-looking.ts';

/** Marks the mentions of a conversation as seen while somebody looks at its thread. */
export function useSeeMentions(conversation: string, upto: number | undefined): void {
  const { mentions } = useDesk();
  const isLooking = useLooking();
  const isNew = mentions.list.value?.some(
    ({ conversation_id, read_at, seq }) =>
      conversation_id === conversation && read_at === null && seq <= (upto ?? 0),
  );
  useEffect(() => {
    if (isLooking && isNew && upto !== undefined) void mentions.see(conversation, upto);
  }, [mentions, conversation, isLooking, isNew, upto]);
}
