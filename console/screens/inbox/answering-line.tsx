import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { answering } from '../../store/answering.ts';
import { now } from '../../store/clock.ts';
import { quoteOf } from '../../store/thread-rows.ts';
import { IconButton } from '../../ui/button.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import { QuoteLine } from './quote-line.tsx';

/** Over the reply: what it answers, and the way to answer nothing in particular. */
export function AnsweringLine({
  conversation,
  onLeave,
}: {
  conversation: Conversation;
  onLeave: () => void;
}) {
  const desk = useDesk();
  const timeline = desk.threads.value.get(conversation.id)?.timeline;
  const asked = answering.value;
  if (!timeline || asked?.conversation !== conversation.id) return null;
  const quote = quoteOf(timeline, asked.publicSeq, {
    me: desk.me.id,
    visitorName: visitorName(conversation),
    visitorRead: conversation.visitor_read,
    now: now.value,
  });
  return (
    <div class="answering">
      <QuoteLine quote={quote} />
      <IconButton
        icon="close"
        label={t('quote.cancel')}
        onClick={() => {
          answering.value = undefined;
          onLeave();
        }}
      />
    </div>
  );
}
