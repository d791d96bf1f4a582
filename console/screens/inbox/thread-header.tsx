import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { askTool, askTransfer } from './chat-dialog.ts';
import { useDesk, visitorName } from './desk-context.ts';
import { endConversation, endings } from './end-conversation.ts';
import type { InboxRoute } from './inbox.tsx';
import { RatingLinkButton } from './rating-link.tsx';
import { Viewers } from './viewers.tsx';

interface Props {
  conversation: Conversation | undefined;
  here: InboxRoute;
  onVisitor: (() => void) | undefined;
}

export function ThreadHeader({ conversation, here, onVisitor }: Props) {
  const { workspace, view } = here;
  return (
    <>
      <header class="thread-head">
        <Link to={{ name: 'inbox', workspace, view }} class="icon-button back">
          <Icon name="back" />
          <span class="hidden">{t('thread.back')}</span>
        </Link>
        {conversation && <Who conversation={conversation} />}
        <div class="thread-actions">
          {conversation && <Viewers id={conversation.id} />}
          {conversation && onVisitor && (
            <IconButton icon="person" label={t('visitor.show')} onClick={onVisitor} />
          )}
          {conversation?.status === 'ended' && (
            <RatingLinkButton key={conversation.id} id={conversation.id} />
          )}
          {conversation && conversation.status !== 'ended' && <SnoozeButton id={conversation.id} />}
          {conversation && conversation.status !== 'ended' && <TransferButton id={conversation.id} />}
          {conversation && conversation.status !== 'ended' && <EndButton id={conversation.id} />}
        </div>
      </header>
      {conversation && <EndFailed id={conversation.id} />}
    </>
  );
}

function Who({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { visitor, status } = conversation;
  return (
    <div class="who">
      <Avatar name={visitor.name} id={visitor.id} online={desk.online.value.has(visitor.id)} />
      <div>
        <h1>
          <bdi>{visitorName(conversation)}</bdi>
        </h1>
        <small>
          {visitor.name !== null && <span>#{conversation.number}</span>}
          <span class={`status ${status}`}>{t(`status.${status}`)}</span>
        </small>
      </div>
    </div>
  );
}

function SnoozeButton({ id }: { id: string }) {
  const desk = useDesk();
  return <IconButton icon="snooze" label={t('snooze.button')} onClick={() => askTool(desk, id, 'snooze')} />;
}

function TransferButton({ id }: { id: string }) {
  const desk = useDesk();
  return <IconButton icon="transfer" label={t('transfer.button')} onClick={() => askTransfer(desk, id)} />;
}

function EndButton({ id }: { id: string }) {
  const desk = useDesk();
  const isBusy = endings.value.get(id)?.state === 'busy';
  return (
    <Button busy={isBusy} shortcut="E" onClick={() => void endConversation(desk, id)}>
      <span class="long">{t('thread.end')}</span>
      <span class="short" aria-hidden="true">
        {t('thread.end-short')}
      </span>
    </Button>
  );
}

function EndFailed({ id }: { id: string }) {
  const ending = endings.value.get(id);
  if (ending?.state !== 'failed') return null;
  return (
    <p class="thread-alert" role="alert">
      <Icon name="alert" size={16} />
      {t('end.failed', { reason: explainError(ending.error) })}
    </p>
  );
}
