import { useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { request } from '../../store/api.ts';
import { Button } from '../../ui/button.tsx';
import { FormNote } from '../account/account-page.tsx';
import { useDesk } from '../inbox/desk-context.ts';
import { useAct } from '../settings/use-act.ts';

export const WHISPER_ID = 'whisper';

/** A note to who has the chat, who finds it among their mentions; the visitor gets no byte of it. */
export function WhisperForm({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { id, assignee_id: agent, assignee_name: name } = conversation;
  const [text, setText] = useState('');
  /** One note for all tries of these words. */
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const { busy, failure, run } = useAct();
  const isOthers = agent !== null && agent !== desk.me.id;
  const label = isOthers && name !== null ? t('supervision.whisper', { name }) : t('supervision.whisper-all');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    const mentions = isOthers ? [{ kind: 'member', id: agent }] : [];
    const path = `/workspaces/${desk.workspace}/conversations/${id}/notes`;
    if (!(await run(() => request('POST', path, { client_id: clientId, text: text.trim(), mentions }))))
      return;
    setText('');
    setClientId(crypto.randomUUID());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void send(event);
  };
  return (
    <form class="reply whisper" onSubmit={(event) => void send(event)}>
      <textarea
        id={WHISPER_ID}
        rows={2}
        dir="auto"
        aria-label={label}
        aria-describedby="whisper-hint"
        placeholder={label}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <FormNote kind="bad">{failure?.text}</FormNote>
      <div class="reply-foot">
        <p id="whisper-hint">{t('supervision.whisper-hint')}</p>
        <Button type="submit" busy={busy} disabled={text.trim() === ''}>
          {t('supervision.whisper-send')}
        </Button>
      </div>
    </form>
  );
}
