import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { transferChat } from '../../store/chat-verbs.ts';
import type { Contact } from '../../store/colleagues.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { ContactSearch } from './contact-search.tsx';
import { useDesk } from './desk-context.ts';
import { TransferWays, type TransferWay } from './transfer-ways.tsx';

interface Props {
  conversation: Conversation;
  onClose: () => void;
}

/** Gives a conversation to a colleague, at once or as an offer, or to a team. */
export function TransferDialog({ conversation, onClose }: Props) {
  const desk = useDesk();
  const [to, setTo] = useState<Contact>();
  const [way, setWay] = useState<TransferWay>('direct');
  const [note, setNote] = useState('');
  const { send, isBusy, failure, setFailure } = useTransfer(conversation.id, onClose);
  const isMine = conversation.assignee_id === desk.me.id;
  const as: TransferWay = to?.kind === 'member' && isMine ? way : 'direct';
  const submit = (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    if (!to) setFailure(t('transfer.choose'));
    else void send(to, as, note);
  };
  const isTaken = ({ kind, id }: Contact): boolean =>
    kind === 'member'
      ? id === conversation.assignee_id || id === desk.me.id
      : conversation.assignee_id === null && id === conversation.team_id;
  return (
    <Drawer kind="middle" label={t('transfer.title')} onClose={onClose}>
      <form class="transfer" onSubmit={submit}>
        <h2>{t('transfer.title')}</h2>
        <ContactSearch
          label={t('transfer.search')}
          without={isTaken}
          chosen={to}
          onChoose={(contact) => {
            setTo(contact);
            setFailure(undefined);
          }}
        />
        {to?.kind === 'team' && <p class="dialog-lead">{t('transfer.team-hint')}</p>}
        {to?.kind === 'member' && <TransferWays value={as} mayOffer={isMine} onChange={setWay} />}
        <NoteField value={note} onInput={setNote} />
        {failure && (
          <p class="dialog-failed" role="alert">
            {failure}
          </p>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" busy={isBusy}>
            {to
              ? t(as === 'offer' ? 'transfer.offer-to' : 'transfer.give', { name: to.name })
              : t('transfer.button')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

function NoteField({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return (
    <div class="field">
      <label for="transfer-note">{t('transfer.note')}</label>
      <div class="field-box as-note">
        <textarea
          id="transfer-note"
          rows={2}
          dir="auto"
          value={value}
          aria-describedby="transfer-note-hint"
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      </div>
      <p class="field-hint" id="transfer-note-hint">
        {t('transfer.note-hint')}
      </p>
    </div>
  );
}

/** The same choice again is the same transfer, whatever became of the first try (M5). */
function useTransfer(conversation: string, onDone: () => void) {
  const { workspace } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = useRef({ what: '', client_id: '' });
  const send = async (to: Contact, as: TransferWay, words: string) => {
    const note = words.trim() === '' ? undefined : words;
    const given = { to: { kind: to.kind, id: to.id }, as, note };
    const what = JSON.stringify(given);
    if (attempt.current.what !== what) attempt.current = { what, client_id: crypto.randomUUID() };
    setBusy(true);
    setFailure(undefined);
    try {
      await transferChat({ workspace, conversation, client_id: attempt.current.client_id }, given);
      onDone();
    } catch (error) {
      setFailure(explainError(error));
      setBusy(false);
    }
  };
  return { send, isBusy, failure, setFailure };
}
