import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type * as limits from '../../../shared/protocol/limits.ts';
import { rich, t } from '../../i18n/translate.ts';
import { addNote } from '../../store/chat-verbs.ts';
import { draftOf } from '../../store/drafts.ts';
import { explainError } from '../../store/explain-error.ts';
import { mentionsIn } from '../../store/mention-text.ts';
import { Button } from '../../ui/button.tsx';
import { ComposeModes } from './compose-modes.tsx';
import { useDesk } from './desk-context.ts';
import { editLast } from './edit-last.ts';
import { MentionPicker } from './mention-picker.tsx';
import { pointsTo } from './points-to.ts';
import { useGrowing } from './use-growing.ts';
import { useMentionPicker } from './use-mention-picker.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

export const NOTE_ID = 'note';
const MAX_TEXT_LENGTH: typeof limits.MAX_TEXT_LENGTH = 10_000;

/** What only colleagues read; tinted, so that nobody takes it for a reply. */
export function NoteForm({ conversation: { id } }: { conversation: Conversation }) {
  const desk = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = draftOf(desk.me.id, id, 'note');
  const { send: add, isBusy, failure, forget } = useAdding(id);
  const text = draft.value;
  const tooMany = text.length - MAX_TEXT_LENGTH;
  const canSend = tooMany <= 0 && text.trim() !== '';
  useGrowing(field, text);
  useWantedFocus(field, id);
  const write = (value: string) => {
    draft.value = value;
    forget();
  };
  const picker = useMentionPicker({ field, text, write });
  const send = async () => {
    if (!canSend || isBusy) return;
    // Now, and not when the answer comes: one may have gone on to something else.
    field.current?.focus();
    const isAdded = await add(text, picker.picked);
    if (isAdded && draft.value === text) draft.value = '';
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (picker.onKeyDown(event)) return;
    if (event.key === 'ArrowUp' && text === '' && editLast(desk, id, 'note')) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const wrong = failure ?? (tooMany > 0 ? t('reply.too-long', { count: tooMany }) : undefined);
  return (
    <form
      class="reply as-note"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {picker.picking && <MentionPicker picking={picker.picking} error={desk.colleagues.error.value} />}
      <ComposeModes conversation={id} />
      <textarea
        id={NOTE_ID}
        ref={field}
        rows={1}
        dir="auto"
        aria-label={t('note.label')}
        aria-invalid={wrong ? true : undefined}
        aria-describedby="note-hint"
        placeholder={t('note.placeholder')}
        value={text}
        readOnly={isBusy}
        enterkeyhint="send"
        {...pointsTo(picker.picking)}
        onInput={(event) => {
          write(event.currentTarget.value);
          picker.look();
        }}
        onKeyDown={onKeyDown}
        onKeyUp={picker.look}
        onClick={picker.look}
        onBlur={picker.close}
      />
      <div class="reply-foot">
        <p id="note-hint" class={wrong ? 'bad' : ''} role={wrong ? 'alert' : undefined}>
          {wrong ?? (
            <>
              <span class="hidden">{t('note.placeholder')}. </span>
              <span class="keys-hint">{rich('note.hint', { at: <kbd>@</kbd> })}</span>
            </>
          )}
        </p>
        <button
          type="button"
          class="icon-button at"
          aria-label={t('mention.pick')}
          title={t('mention.pick')}
          onClick={picker.begin}
        >
          @
        </button>
        <Button kind="primary" type="submit" disabled={!canSend} busy={isBusy} shortcut={t('reply.key')}>
          {t('note.send')}
        </Button>
      </div>
    </form>
  );
}

/** Sends a note; the same words again are the same note, whatever became of the first try (M5). */
function useAdding(conversation: string) {
  const { workspace, colleagues } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = useRef({ text: '', client_id: '' });
  const send = async (text: string, picked: ReadonlySet<string>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    if (attempt.current.text !== text) attempt.current = { text, client_id: crypto.randomUUID() };
    const { client_id } = attempt.current;
    try {
      if (text.includes('@') && !colleagues.contacts.peek()) await colleagues.refresh();
      const known = colleagues.contacts.peek();
      // Without knowing who there is, whom it speaks to would be lost without a word.
      if (text.includes('@') && !known) throw colleagues.error.peek();
      await addNote({ workspace, conversation, client_id }, text, mentionsIn(text, known ?? [], picked));
      attempt.current = { text: '', client_id: '' };
      return true;
    } catch (error) {
      setFailure(explainError(error));
      void colleagues.refresh();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy, failure, forget: () => setFailure(undefined) };
}
