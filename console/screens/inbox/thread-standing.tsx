import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { shortDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { takeOver } from '../../store/chat-verbs.ts';
import { explainError } from '../../store/explain-error.ts';
import { colleagueOffer } from '../../store/colleague-offer.ts';
import { Button } from '../../ui/button.tsx';
import { chatDialog } from './chat-dialog.ts';
import { useDesk } from './desk-context.ts';

interface Props {
  conversation: Conversation;
  entries: readonly Entry[];
}

/** Under the header: whose the conversation is where it is not one's own, and whom it is offered to. */
export function ThreadStanding({ conversation, entries }: Props) {
  const desk = useDesk();
  const offer = colleagueOffer(entries);
  if (conversation.status === 'ended') return null;
  if (offer) {
    const names = { name: offer.name, from: offer.from.name };
    const isMine = offer.from.member_id === desk.me.id;
    return (
      <Standing>
        <span>{isMine ? t('transfer.waiting', names) : t('transfer.asks', names)}</span>
        <TimeLeft until={offer.until} />
        {!isMine && <TakeOver conversation={conversation} />}
      </Standing>
    );
  }
  if (conversation.assignee_id === desk.me.id) return null;
  const { assignee_id: holder, assignee_name: name } = conversation;
  return (
    <Standing>
      <span>
        {holder === null
          ? t('standing.nobody')
          : t('standing.colleague', { name: name ?? t('visitor.colleague') })}
      </span>
      <TakeOver conversation={conversation} />
    </Standing>
  );
}

const Standing = ({ children }: { children: ComponentChildren }) => (
  <div class="thread-standing">{children}</div>
);

/** Of nobody's it is taken at once; of a colleague's one is asked first. */
function TakeOver({ conversation }: { conversation: Conversation }) {
  const { workspace } = useDesk();
  const { id, assignee_id: holder, assignee_name: name } = conversation;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const take = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await takeOver({ workspace, conversation: id, client_id: crypto.randomUUID() }, null);
    } catch (error) {
      setFailure(t('takeover.failed', { reason: explainError(error) }));
    } finally {
      setBusy(false);
    }
  };
  const ask = (holder: string) => {
    chatDialog.value = {
      ...{ kind: 'take-over', conversation: id, holder },
      name: name ?? t('visitor.colleague'),
    };
  };
  return (
    <>
      <Button busy={isBusy} onClick={() => (holder === null ? void take() : ask(holder))}>
        {t(holder === null ? 'takeover.take' : 'takeover.button')}
      </Button>
      {failure && (
        <span class="dialog-failed" role="alert">
          {failure}
        </span>
      )}
    </>
  );
}

function TimeLeft({ until }: { until: string }) {
  const read = () => Date.parse(until) - Date.now();
  const [left, setLeft] = useState(read);
  useEffect(() => {
    setLeft(read());
    const timer = setInterval(() => setLeft(read()), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  // By then its end is on the way; this clock may go otherwise than the server's.
  return left > 0 ? <small>{t('offer.left', { time: shortDuration(left) })}</small> : null;
}
