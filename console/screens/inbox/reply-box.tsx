import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type * as limits from '../../../shared/protocol/limits.ts';
import { rich, t } from '../../i18n/translate.ts';
import { draftOf } from '../../store/drafts.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk, visitorName } from './desk-context.ts';

export const REPLY_ID = 'reply';
// The type holds it to the wire's own limit.
const MAX_TEXT_LENGTH: typeof limits.MAX_TEXT_LENGTH = 10_000;
const MAX_HEIGHT_PX = 220;

export function ReplyBox({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = draftOf(desk.me.id, conversation.id);
  const [failure, setFailure] = useState<string>();
  const text = draft.value;
  const tooMany = text.length - MAX_TEXT_LENGTH;
  const hasEnded = conversation.status === 'ended';
  const canSend = !hasEnded && tooMany <= 0 && text.trim() !== '';
  useGrowing(field, text);

  const write = (value: string) => {
    draft.value = value;
    setFailure(undefined);
    desk.session.typing(conversation.id, value.trim() !== '');
  };
  const send = () => {
    if (!canSend) return;
    try {
      desk.session.reply(conversation.id, text).answered.catch(() => undefined);
      draft.value = '';
      desk.session.typing(conversation.id, false);
    } catch (error) {
      setFailure(explainError(error));
    }
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  if (hasEnded) return <Ended draft={text} />;
  const note = failure ?? (tooMany > 0 ? t('reply.too-long', { count: tooMany }) : undefined);
  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        id={REPLY_ID}
        ref={field}
        rows={1}
        dir="auto"
        aria-label={t('reply.label')}
        aria-invalid={note ? true : undefined}
        aria-describedby="reply-note"
        placeholder={t('reply.placeholder', { name: visitorName(conversation) })}
        value={text}
        enterkeyhint="send"
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => desk.session.typing(conversation.id, false)}
      />
      <div class="reply-foot">
        <p id="reply-note" class={note ? 'bad' : ''} role={note ? 'alert' : undefined}>
          {note ?? <Hint conversation={conversation} />}
        </p>
        <Button kind="primary" type="submit" disabled={!canSend} shortcut={t('reply.key')}>
          {t('reply.send')}
        </Button>
      </div>
    </form>
  );
}

function Hint({ conversation }: { conversation: Conversation }) {
  if (conversation.status === 'waiting' && conversation.assignee_id === null) return <>{t('reply.takes')}</>;
  return (
    <span class="keys-hint">{rich('reply.hint', { shift: <kbd>{t('keys.name.shift-enter')}</kbd> })}</span>
  );
}

/** A reply to an ended conversation would be refused; the draft is kept for when it opens again. */
function Ended({ draft }: { draft: string }) {
  return (
    <div class="reply ended">
      <textarea
        id={REPLY_ID}
        rows={1}
        aria-label={t('reply.label')}
        aria-describedby="reply-note"
        value={draft}
        placeholder={t('status.ended')}
        readOnly
        disabled
      />
      <p id="reply-note">{t('reply.ended')}</p>
    </div>
  );
}

/** As tall as what was written, up to a limit. */
function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.blockSize = 'auto';
    current.style.blockSize = `${Math.min(current.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [field, text]);
}
