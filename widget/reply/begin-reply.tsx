import { effect } from '@preact/signals';
import { render } from 'preact';
import { enReply } from '../i18n/en-reply.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import { append } from '../shell/element.ts';
import { PanelProvider, usePanel, type PanelContext } from '../ui/panel-context.ts';
import { answering } from './answering.ts';
import { Glyph } from './glyph.tsx';
import { holdToAnswer } from './hold-to-answer.ts';
import { QuoteLine } from './quote-line.tsx';
import { REPLY_CSS } from './reply.css.ts';
import { SaidPart } from './said-part.tsx';
import { showMessage } from './show-message.ts';

const AnsweringLine = ({ seq }: { seq: number }) => {
  const { root, store, words } = usePanel();
  return (
    <>
      <QuoteLine seq={seq} onShow={() => void showMessage(root, store, seq)} />
      <button
        type="button"
        class="icon"
        aria-label={words('reply', enReply).cancel}
        onClick={() => {
          answering.value = null;
          root.querySelector<HTMLElement>('#message')?.focus();
        }}
      >
        <Glyph name="close" />
      </button>
    </>
  );
};

/** What is written in the composer goes out with what it answers; what a page sends while nothing is written does not. */
const sendAlong = ({ store }: PanelContext): (() => void) => {
  const { session } = store;
  const { send } = session;
  session.send = (text, id, extra) => {
    const asked = answering.peek();
    if (!asked || asked.conversation !== id || !store.draft.peek()) return send(text, id, extra);
    const sent = send(text, id, { ...extra, reply_to: asked.seq });
    answering.value = null;
    return sent;
  };
  return () => (session.send = send);
};

/** [M13] Visitors answer one message: its button or a long press, a quote over the composer, and one over what was said. */
export const beginReply = (context: PanelContext): (() => void) => {
  const { store, root } = context;
  let drawn: HTMLElement | null = null;
  const clear = (): void => {
    if (drawn) render(null, drawn);
    drawn?.remove();
    drawn = null;
  };
  adoptStyles(root, REPLY_CSS);
  store.setPart('said', SaidPart);
  const stops = [
    sendAlong(context),
    holdToAnswer(root),
    effect(() => {
      const slot = store.slot.value;
      const asked = answering.value;
      const shown = store.conversation.value;
      const isOpen = shown && (shown.status !== 'ended' || store.mayReturn.value);
      if (!slot || !asked || !isOpen || asked.conversation !== shown.id) return clear();
      if (drawn?.parentNode !== slot) {
        clear();
        drawn = append(slot, 'div', { className: 'answering' });
      }
      render(
        <PanelProvider value={context}>
          <AnsweringLine seq={asked.seq} />
        </PanelProvider>,
        drawn!,
      );
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    clear();
    answering.value = null;
    store.setPart('said', null);
  };
};
