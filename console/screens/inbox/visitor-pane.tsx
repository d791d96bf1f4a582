import type { ComponentChildren } from 'preact';
import type { VisitorDetails } from '../../../shared/protocol/visitors.ts';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { toldAnswers } from '../../store/form-text.ts';
import type { View } from '../../store/view.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { Answered, useAnswer } from '../settings/use-answer.tsx';
import { SeenPages } from '../visitors/seen-pages.tsx';
import { SourceMark } from '../visitors/source-mark.tsx';
import { ConversationsOf } from '../visitors/conversations-of.tsx';
import { PriorityButton, TagsButton } from './thread-marks.tsx';
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
      {/* Above whatever is still on its way, which would move it from under a pointer. */}
      <p class="open-visitor">
        <Link to={{ name: 'visitors', workspace: desk.workspace, id: conversation.visitor.id }}>
          {t('visitors.open-page')}
        </Link>
      </p>
      <h3>{t('visitor.details')}</h3>
      <dl class="details">
        <Detail name={t('visitor.number')}>#{conversation.number}</Detail>
        <Detail name={t('visitor.status')}>{t(`status.${conversation.status}`)}</Detail>
        <Detail name={t('visitor.assignee')}>
          <Assignee conversation={conversation} />
        </Detail>
        <Detail name={t('priority.title')}>
          <PriorityButton conversation={conversation} />
        </Detail>
        <Detail name={t('tags.title')}>
          <TagsButton conversation={conversation} />
        </Detail>
        <Detail name={t('visitor.started')}>{moment(conversation.created_at)}</Detail>
        {conversation.ended_at && <Detail name={t('visitor.ended')}>{moment(conversation.ended_at)}</Detail>}
      </dl>
      <FormAnswers conversation={id} />
      <Known key={conversation.visitor.id} conversation={conversation} view={view} />
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

/** What the visitor answered in this conversation, as far as its thread is here. */
function FormAnswers({ conversation }: { conversation: string }) {
  const entries = useDesk().threads.value.get(conversation)?.timeline.entries ?? [];
  const told = entries
    .filter(({ type }) => type === 'form_submitted')
    .flatMap((one) => toldAnswers(one) ?? []);
  if (told.length === 0) return null;
  return (
    <>
      <h3>{t('form.answers')}</h3>
      <dl class="details">
        {told.map(({ label, value }, at) => (
          <Detail key={at} name={label}>
            {value}
          </Detail>
        ))}
      </dl>
    </>
  );
}

function Assignee({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { assignee_id: assignee, assignee_name: name } = conversation;
  if (assignee === null) return <>{t('visitor.nobody')}</>;
  if (assignee === desk.me.id) return <>{t('visitor.you')}</>;
  return <>{name ?? t('visitor.colleague')}</>;
}

/** What is known of the visitor, and all their other conversations. */
function Known({ conversation, view }: { conversation: Conversation; view: View }) {
  const { workspace } = useDesk();
  const { id } = conversation.visitor;
  const path = `/workspaces/${encodeURIComponent(workspace)}/visitors/${encodeURIComponent(id)}`;
  const details = useAnswer<VisitorDetails>(path);
  return (
    <>
      <Answered answer={details}>{(visitor) => <Attributes visitor={visitor} />}</Answered>
      <SeenPages path={path} />
      <h3>{t('visitor.earlier')}</h3>
      <ConversationsOf path={path} workspace={workspace} view={view} except={conversation.id} />
    </>
  );
}

function Attributes({ visitor }: { visitor: VisitorDetails }) {
  const { email, attributes, sources, subject } = visitor;
  const rows = Object.entries(attributes);
  const named = visitor.verified ? 'verified' : sources.name;
  if (email === null && rows.length === 0 && !named) return null;
  return (
    <>
      <h3>{t('visitors.known')}</h3>
      <dl class="details">
        {named && (
          <Detail name={t('visitors.name')}>
            {visitor.name ?? subject}
            <SourceMark source={named} />
          </Detail>
        )}
        {email !== null && (
          <Detail name={t('visitors.email')}>
            {email}
            <SourceMark source={sources.email} />
          </Detail>
        )}
        {rows.map(([name, value]) => (
          <Detail key={name} name={name}>
            {String(value)}
            <SourceMark source={sources.attributes?.[name]} />
          </Detail>
        ))}
      </dl>
    </>
  );
}
