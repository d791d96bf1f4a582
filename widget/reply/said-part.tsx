import { enReply } from '../i18n/en-reply.ts';
import { fill } from '../i18n/fill.ts';
import { Icon } from '../ui/icons.tsx';
import { usePanel } from '../ui/panel-context.ts';
import type { PartProps } from '../ui/part.tsx';
import { answering } from './answering.ts';
import { answeredBy } from './quoted.ts';
import { QuoteLine } from './quote-line.tsx';

const NAME_LENGTH = 40;

/** What a message answers, and the way to answer it. */
export const SaidPart = ({ of: bubble }: PartProps) => {
  const panel = usePanel();
  const { store, root } = panel;
  const shown = store.conversation.value;
  const timeline = store.thread.value?.timeline;
  if (!bubble?.text || !timeline) return null;
  const { seq, text } = bubble;
  const answered = answeredBy(timeline, bubble.key, seq);
  const mayAnswer = shown && (shown.status !== 'ended' || store.mayReturn.value);
  const short = text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH).toWellFormed()}…` : text;
  return (
    <>
      {answered !== null && <QuoteLine seq={answered} tabIndex={-1} />}
      {mayAnswer && seq !== Infinity && (
        <button
          type="button"
          class="answer"
          tabIndex={-1}
          aria-label={fill(panel.words('reply', enReply).reply, { text: short })}
          onClick={() => {
            answering.value = { conversation: shown.id, seq };
            root.querySelector<HTMLElement>('#message')?.focus();
          }}
        >
          <Icon path="M10 7 5 12l5 5m-5-5h9a5 5 0 0 1 5 5v1" size={17} />
        </button>
      )}
    </>
  );
};
