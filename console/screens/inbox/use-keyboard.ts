import { useEffect, useRef } from 'preact/hooks';
import { commandOf, takesText, type Command } from '../../store/keyboard.ts';
import { neighbour, type ListRow } from '../../store/list-rows.ts';
import { navigate } from '../../store/route.ts';
import { askTool, askTransfer } from './chat-dialog.ts';
import { composeHere } from './compose-here.ts';
import { rowId } from './conversation-row.tsx';
import { useDesk } from './desk-context.ts';
import { endConversation } from './end-conversation.ts';
import type { InboxRoute } from './inbox.tsx';

/** The keys of the inbox, wherever the focus is. An open dialog has the keys for itself. */
export function useKeyboard(here: InboxRoute, rows: ListRow[], showMap: () => void): void {
  const desk = useDesk();
  const id = here.name === 'conversation' ? here.conversation : undefined;

  const move = (step: 1 | -1) => {
    const next = neighbour(rows, id, step);
    if (!next) return;
    const { workspace, view } = here;
    navigate({ name: 'conversation', workspace, view, conversation: next.id }, id ? 'replace' : 'push');
  };
  const actions: Record<Command, () => void> = {
    next: () => move(1),
    previous: () => move(-1),
    reply: () => id && composeHere(desk.me.id, id, 'reply'),
    note: () => id && composeHere(desk.me.id, id, 'note'),
    transfer: () => id && askTransfer(desk, id),
    end: () => id && void endConversation(desk, id),
    snooze: () => id && askTool(desk, id, 'snooze'),
    priority: () => id && askTool(desk, id, 'priority'),
    tags: () => id && askTool(desk, id, 'tags'),
    map: showMap,
    escape: () => leave(here, id),
  };

  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const command = commandOf(event, takesText(event.target));
      if (!command) return;
      event.preventDefault();
      latest.current[command]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Out of the reply first, then out of the conversation; the focus stays beside where it was. */
function leave(here: InboxRoute, id: string | undefined): void {
  if (!id) return;
  const row = document.getElementById(rowId(id));
  if (takesText(document.activeElement)) {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  } else {
    navigate({ name: 'inbox', workspace: here.workspace, view: here.view });
  }
  row?.focus();
}
