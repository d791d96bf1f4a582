import { enReply } from '../i18n/en-reply.ts';
import { fill } from '../i18n/fill.ts';
import { usePanel } from '../ui/panel-context.ts';
import type { PartProps } from '../ui/part.tsx';
import { answering } from './answering.ts';
import { Glyph } from './glyph.tsx';
import { answeredBy } from './quoted.ts';
import { QuoteLine } from './quote-line.tsx';
import { showMessage } from './show-message.ts';

const NAME_LENGTH = 40;
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** One stop for the keyboard in a log of any length; arrows go from message to message. */
const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
  const button = event.currentTarget;
  const all = [...(button.closest('.log')?.querySelectorAll<HTMLElement>('.answer') ?? [])];
  const next = STEPS[event.key]?.(all.indexOf(button), all.length - 1);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all[next]?.focus();
};

/** What a message answers, and the way to answer it. */
export const SaidPart = ({ of: bubble }: PartProps) => {
  const panel = usePanel();
  const { store, root } = panel;
  const shown = store.conversation.value;
  const timeline = store.thread.value?.timeline;
  if (!bubble || !timeline) return null;
  const { seq, text } = bubble;
  const answered = text ? answeredBy(timeline, bubble.key, seq) : null;
  const words = panel.words('reply', enReply);
  const mayAnswer = shown && (shown.status !== 'ended' || store.mayReturn.value);
  const short = text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH).toWellFormed()}…` : text;
  const isLast =
    seq === timeline.entries.findLast(({ type, body }) => type === 'message' && body?.['text'])?.seq;
  return (
    <>
      {answered !== null && (
        <QuoteLine seq={answered} onShow={() => void showMessage(root, store, answered)} />
      )}
      {mayAnswer && text && seq !== Infinity && (
        <button
          type="button"
          class="answer"
          data-seq={seq}
          tabIndex={isLast ? 0 : -1}
          aria-label={fill(words.reply, { text: short })}
          onKeyDown={onKeyDown}
          onClick={() => {
            answering.value = { conversation: shown.id, seq };
            root.querySelector<HTMLElement>('#message')?.focus();
          }}
        >
          <Glyph name="reply" />
        </button>
      )}
    </>
  );
};
