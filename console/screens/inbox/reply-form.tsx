import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { VariableName } from '../../../shared/quick-responses/variables.ts';
import { listed } from '../../i18n/format.ts';
import type * as limits from '../../../shared/protocol/limits.ts';
import { rich, t } from '../../i18n/translate.ts';
import { answering } from '../../store/answering.ts';
import { draftOf } from '../../store/drafts.ts';
import { explainError } from '../../store/explain-error.ts';
import { tellUses } from '../../store/quick-library.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { AnsweringLine } from './answering-line.tsx';
import { ComposeModes } from './compose-modes.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import { editLast } from './edit-last.ts';
import { pointsTo } from './points-to.ts';
import { QuickPicker } from './quick-picker.tsx';
import { useSignature, withSignature } from './use-signature.ts';
import { useGrowing } from './use-growing.ts';
import { useQuickPicker } from './use-quick-picker.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

export const REPLY_ID = 'reply';
// The type holds it to the wire's own limit.
const MAX_TEXT_LENGTH: typeof limits.MAX_TEXT_LENGTH = 10_000;

export function ReplyForm({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = draftOf(desk.me.id, conversation.id);
  const [failure, setFailure] = useState<string>();
  const text = draft.value;
  const signature = useSignature(conversation);
  const tooMany = withSignature(text, signature).length - MAX_TEXT_LENGTH;
  const hasEnded = conversation.status === 'ended';
  const canSend = !hasEnded && tooMany <= 0 && text.trim() !== '';
  useGrowing(field, text);
  useWantedFocus(field, conversation.id);

  const write = (value: string) => {
    draft.value = value;
    setFailure(undefined);
    quick.forgetMissing();
    desk.session.typing(conversation.id, value.trim() !== '');
  };
  const quick = useQuickPicker({ conversation, field, text, write });
  const send = () => {
    if (!canSend) return;
    try {
      const asked = answering.peek();
      const isAnswer = asked?.conversation === conversation.id;
      const { client_id, answered } = desk.session.reply(
        conversation.id,
        withSignature(text, signature),
        ...(isAnswer ? [{ reply_to: asked.publicSeq }] : []),
      );
      if (isAnswer) answering.value = undefined;
      const uses = quick.takeUses();
      answered.then(() => tellUses(desk.workspace, client_id, uses)).catch(() => undefined);
      quick.forgetMissing();
      draft.value = '';
      desk.session.typing(conversation.id, false);
    } catch (error) {
      setFailure(explainError(error));
    }
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (quick.onKeyDown(event)) return;
    if (event.key === 'ArrowUp' && text === '' && editLast(desk, conversation.id, 'message')) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  if (hasEnded) return <Ended conversation={conversation.id} draft={text} />;
  const note = failure ?? (tooMany > 0 ? t('reply.too-long', { count: tooMany }) : undefined);
  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {quick.picking && <QuickPicker picking={quick.picking} />}
      <ComposeModes conversation={conversation.id} />
      <AnsweringLine conversation={conversation} onLeave={() => field.current?.focus()} />
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
        {...pointsTo(quick.picking)}
        onInput={(event) => {
          write(event.currentTarget.value);
          quick.look();
        }}
        onKeyDown={onKeyDown}
        onKeyUp={quick.look}
        onClick={quick.look}
        onBlur={() => {
          quick.close();
          desk.session.typing(conversation.id, false);
        }}
      />
      {signature !== '' && (
        <p class="reply-signature">
          <small>{t('reply.signature')}</small>
          <span dir="auto">{signature}</span>
        </p>
      )}
      <div class="reply-foot">
        <p id="reply-note" class={note ? 'bad' : ''} role={note ? 'alert' : undefined}>
          {note ?? <Hint conversation={conversation} missing={quick.missing} />}
        </p>
        <IconButton icon="bolt" label={t('settings.quick-responses')} onClick={quick.begin} />
        <Button kind="primary" type="submit" disabled={!canSend} shortcut={t('reply.key')}>
          {t('reply.send')}
        </Button>
      </div>
    </form>
  );
}

function Hint({ conversation, missing }: { conversation: Conversation; missing: readonly VariableName[] }) {
  if (missing.length > 0)
    return (
      <span class="unknown" role="status">
        {t('quick.missing', { names: listed(missing.map((name) => t(`variable.${name}`))) })}
      </span>
    );
  if (conversation.status === 'waiting' && conversation.assignee_id === null) return <>{t('reply.takes')}</>;
  return (
    <span class="keys-hint">{rich('reply.hint', { shift: <kbd>{t('keys.name.shift-enter')}</kbd> })}</span>
  );
}

/** A reply to an ended conversation would be refused; the draft is kept for when it opens again. */
function Ended({ conversation, draft }: { conversation: string; draft: string }) {
  return (
    <div class="reply ended">
      <ComposeModes conversation={conversation} />
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
