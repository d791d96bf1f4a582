import { useMemo } from 'preact/hooks';
import { listRows, type ListRow } from '../../store/list-rows.ts';
import type { View } from '../../store/view.ts';
import { groupConversations } from '../../store/waiting.ts';
import { useDesk } from './desk-context.ts';

/** The rows of the view that is looked at. */
export function useListRows(view: View): ListRow[] {
  const desk = useDesk();
  const { value: conversations } = desk.conversations;
  const me = desk.me.id;
  return useMemo(
    () => listRows(groupConversations(conversations.values(), view, me)),
    [conversations, view, me],
  );
}
