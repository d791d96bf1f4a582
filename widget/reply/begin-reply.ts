import type { PanelContext } from '../ui/panel-context.ts';
import { answering } from './answering.ts';
import { SaidPart } from './said-part.tsx';
import { Tools } from './tools.tsx';

/** [M13] What is written in the composer goes out with what it answers; what a page sends while nothing is written does not. */
export const beginReply = ({ store }: PanelContext): (() => void) => {
  const { session } = store;
  const { send } = session;
  session.send = (text, id, extra) => {
    const asked = answering.peek();
    if (!asked || asked.conversation !== id || !store.draft.peek()) return send(text, id, extra);
    const sent = send(text, id, { ...extra, reply_to: asked.seq });
    answering.value = null;
    return sent;
  };
  store.setPart('said', SaidPart);
  store.setPart('tools', Tools);
  return () => {
    session.send = send;
    answering.value = null;
    store.setPart('said', null);
    store.setPart('tools', null);
  };
};
