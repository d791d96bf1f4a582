import { useMemo } from 'preact/hooks';
import { density } from '../../store/appearance.ts';
import { HEIGHTS, listRows, type ListRow } from '../../store/list-rows.ts';
import type { View } from '../../store/view.ts';
import { groupConversations } from '../../store/waiting.ts';
import { useDesk } from './desk-context.ts';

/** The rows of the view that is looked at, with the tag that was asked for. */
export function useListRows(view: View): ListRow[] {
  const { conversations: known, labels } = useDesk();
  const { value: conversations } = known;
  const { value: viewer } = labels.viewer;
  const heights = HEIGHTS[density.value];
  const tag = labels.filter.value?.id;
  return useMemo(() => {
    const all = [...conversations.values()];
    const wanted = tag === undefined ? all : all.filter(({ tag_ids }) => tag_ids.includes(tag));
    return listRows(groupConversations(wanted, view, viewer), heights);
  }, [conversations, view, viewer, tag, heights]);
}
