import type { ComponentChildren } from 'preact';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { listTime, moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import type { View } from '../../store/view.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { useDesk, visitorName } from './desk-context.ts';

interface Props {
  id: string;
  view: View;
}

export function VisitorPane({ id, view }: Props) {
  const desk = useDesk();
  const conversation = desk.conversations.value.get(id);
  if (!conversation) return <aside class="visitor-pane" aria-label={t('visitor.pane')} />;
  const isOnline = desk.online.value.has(conversation.visitor.id);
  return (
    <aside class="visitor-pane" aria-label={t('visitor.pane')}>
      <div class="visitor-head">
        <Avatar
          name={conversation.visitor.name}
          id={conversation.visitor.id}
          size="large"
          online={isOnline}
        />
        <div>
          <h2>
            <bdi>{visitorName(conversation)}</bdi>
          </h2>
          <p class={isOnline ? 'online' : ''}>{t(isOnline ? 'visitor.online' : 'visitor.offline')}</p>
        </div>
      </div>
      <h3>{t('visitor.details')}</h3>
      <dl class="details">
        <Detail name={t('visitor.number')}>#{conversation.number}</Detail>
        <Detail name={t('visitor.status')}>{t(`status.${conversation.status}`)}</Detail>
        <Detail name={t('visitor.assignee')}>
          <Assignee conversation={conversation} />
        </Detail>
        <Detail name={t('visitor.started')}>{moment(conversation.created_at)}</Detail>
        {conversation.ended_at && <Detail name={t('visitor.ended')}>{moment(conversation.ended_at)}</Detail>}
      </dl>
      <Others conversation={conversation} view={view} />
    </aside>
  );
}

const Detail = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{children}</bdi>
    </dd>
  </div>
);

function Assignee({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { assignee_id: assignee, assignee_name: name } = conversation;
  if (assignee === null) return <>{t('visitor.nobody')}</>;
  if (assignee === desk.me.id) return <>{t('visitor.you')}</>;
  return <>{name ?? t('visitor.colleague')}</>;
}

/** The visitor's other conversations, as far as this console has come across them. */
function Others({ conversation, view }: { conversation: Conversation; view: View }) {
  const desk = useDesk();
  const others = [...desk.conversations.value.values()]
    .filter((other) => other.visitor.id === conversation.visitor.id && other.id !== conversation.id)
    .sort((a, b) => b.number - a.number);
  return (
    <>
      <h3>{t('visitor.earlier')}</h3>
      {others.length === 0 && <p class="quiet">{t('visitor.no-earlier')}</p>}
      <ul class="trail">
        {others.map((other) => (
          <li key={other.id}>
            <Link to={{ name: 'conversation', workspace: desk.workspace, view, conversation: other.id }}>
              <span>#{other.number}</span> <bdi>{other.last_message?.text ?? ''}</bdi>
            </Link>
            <time dateTime={other.created_at}>{listTime(other.created_at, now.value)}</time>
          </li>
        ))}
      </ul>
    </>
  );
}
