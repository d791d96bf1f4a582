import { useRef, useState } from 'preact/hooks';
import type * as limits from '../../../shared/protocol/limits.ts';
import { t } from '../../i18n/translate.ts';
import { editEntry } from '../../store/chat-verbs.ts';
import { editing, wantFocus, type Editing } from '../../store/compose.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './desk-context.ts';
import { useGrowing } from './use-growing.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

export const EDIT_ID = 'edit';
const MAX_TEXT_LENGTH: typeof limits.MAX_TEXT_LENGTH = 10_000;

/** Other words for what was said, in the place of the reply, whose draft waits. Escape leaves what was said as it is. */
export function EditForm({ change }: { change: Editing }) {
  const { conversation, seq, kind, text } = change;
  const { workspace } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said] = useState(text);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = useRef({ text: '', client_id: '' });
  useGrowing(field, text);
  useWantedFocus(field, conversation, true);
  const tooMany = text.length - MAX_TEXT_LENGTH;
  const canSave = tooMany <= 0 && text.trim() !== '';
  const leave = () => {
    wantFocus(conversation);
    editing.value = undefined;
  };
  const save = async () => {
    if (!canSave || isBusy) return;
    if (text === said) return leave();
    setBusy(true);
    if (attempt.current.text !== text) attempt.current = { text, client_id: crypto.randomUUID() };
    try {
      await editEntry({ workspace, conversation, client_id: attempt.current.client_id }, seq, text);
      leave();
    } catch (error) {
      setFailure(t('revise.failed', { reason: explainError(error) }));
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      leave();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  };
  const wrong = failure ?? (tooMany > 0 ? t('reply.too-long', { count: tooMany }) : undefined);
  return (
    <form
      class={kind === 'note' ? 'reply editing as-note' : 'reply editing'}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="editing-title">{t('edit.label')}</p>
      <textarea
        id={EDIT_ID}
        ref={field}
        rows={1}
        dir="auto"
        aria-label={t('edit.label')}
        aria-invalid={wrong ? true : undefined}
        aria-describedby="edit-hint"
        value={text}
        readOnly={isBusy}
        onInput={({ currentTarget }) => {
          setFailure(undefined);
          editing.value = { ...change, text: currentTarget.value };
        }}
        onKeyDown={onKeyDown}
      />
      <div class="reply-foot">
        <p id="edit-hint" class={wrong ? 'bad' : ''} role={wrong ? 'alert' : undefined}>
          {wrong ?? t(kind === 'note' ? 'note.placeholder' : 'edit.hint')}
        </p>
        <Button shortcut={t('keys.name.escape')} onClick={leave}>
          {t('dialog.cancel')}
        </Button>
        <Button kind="primary" type="submit" disabled={!canSave} busy={isBusy} shortcut={t('reply.key')}>
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
