import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { VariableName } from '../../../shared/quick-responses/variables.ts';
import { listed } from '../../i18n/format.ts';
import type * as limits from '../../../shared/protocol/limits.ts';
import { rich, t } from '../../i18n/translate.ts';
import { draftOf } from '../../store/drafts.ts';
import { explainError } from '../../store/explain-error.ts';
import { tellUses } from '../../store/quick-library.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import { listId, optionId, QuickPicker } from './quick-picker.tsx';
import { useQuickPicker, type QuickPicking } from './use-quick-picker.ts';

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
    quick.forgetMissing();
    desk.session.typing(conversation.id, value.trim() !== '');
  };
  const quick = useQuickPicker({ conversation, field, text, write });
  const send = () => {
    if (!canSend) return;
    try {
      const { client_id, answered } = desk.session.reply(conversation.id, text);
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
      {quick.picking && <QuickPicker picking={quick.picking} />}
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

/** What the reply says of the picker. It stays a textbox: a combobox holds one line. */
const pointsTo = (picking: QuickPicking | undefined) =>
  picking && {
    'aria-autocomplete': 'list' as const,
    'aria-controls': listId(picking.id),
    'aria-activedescendant': picking.found.length > 0 ? optionId(picking.id, picking.active) : undefined,
  };

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
