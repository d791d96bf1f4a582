import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Priority } from '../../../shared/protocol/inbox.ts';
import { listTime, shortDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import type { ListRow } from '../../store/list-rows.ts';
import { isUnread, waitTone } from '../../store/waiting.ts';
import { comingTime, wakesText } from '../../store/wakes-text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import type { InboxRoute } from './inbox.tsx';
import { TagChip } from './tag-chip.tsx';
import { PriorityMark } from './thread-marks.tsx';

interface Props {
  row: Extract<ListRow, { kind: 'conversation' }>;
  size: number;
  here: InboxRoute;
  selected: boolean;
}

export const rowId = (conversation: string): string => `row-${conversation}`;

export function ConversationRow({ row, size, here, selected }: Props) {
  const desk = useDesk();
  const { conversation } = row;
  const isOnline = desk.online.value.has(conversation.visitor.id);
  const unread = isUnread(conversation);
  const { workspace, view } = here;
  return (
    <div
      role="listitem"
      class="row"
      aria-posinset={row.position}
      aria-setsize={size}
      style={{ insetBlockStart: `${row.top}px` }}
    >
      <Link
        to={{ name: 'conversation', workspace, view, conversation: conversation.id }}
        class={`row-link${unread ? ' unread' : ''}`}
        id={rowId(conversation.id)}
        current={selected}
      >
        <Avatar name={conversation.visitor.name} id={conversation.visitor.id} online={isOnline} />
        <span class="row-name">
          <bdi>{visitorName(conversation)}</bdi>
          <PriorityOf priority={conversation.priority} />
          {unread && <span class="unread-dot" role="img" aria-label={t('list.unread')} />}
          {isOnline && <span class="hidden"> {t('list.online')}</span>}
        </span>
        <RowTime conversation={conversation} />
        <Preview conversation={conversation} />
      </Link>
    </div>
  );
}

function RowTime({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { waiting_since: since, status } = conversation;
  if (status === 'snoozed') return <Asleep until={conversation.snoozed_until} />;
  if (since === null || status === 'ended') {
    const at = conversation.ended_at ?? conversation.last_message?.at ?? conversation.created_at;
    return (
      <time class="row-time" dateTime={at}>
        {listTime(at, now.value)}
      </time>
    );
  }
  const waited = now.value - Date.parse(since);
  const time = shortDuration(waited);
  const tone = waitTone(waited, desk.waitTargetMs.value);
  return (
    <span class={`row-time ${tone}`}>
      <span class="hidden">
        {t('list.waits', { time })}
        {tone === 'late' && ` ${t('list.over-target')}`}
      </span>
      <bdi aria-hidden="true">{time}</bdi>
    </span>
  );
}

function Preview({ conversation }: { conversation: Conversation }) {
  const last = conversation.last_message;
  return (
    <span class="row-preview">
      {last?.sender === 'agent' && (
        <>
          <Icon name="replied" size={14} />
          <span class="hidden">{t('list.agent')} </span>
        </>
      )}
      <bdi>{last?.text ?? t('list.no-text')}</bdi>
      <TagsOf ids={conversation.tag_ids} />
    </span>
  );
}

function Asleep({ until }: { until: string | null }) {
  return (
    <span class="row-time asleep-time">
      <Icon name="snooze" size={14} />
      <span class="hidden">{wakesText(until, now.value)}</span>
      {until !== null && <span aria-hidden="true">{comingTime(until, now.value)}</span>}
    </span>
  );
}

function PriorityOf({ priority }: { priority: number }) {
  if (priority === 0) return null;
  const name = t(`priority.${priority as Priority}`);
  return (
    <span role="img" aria-label={name} title={name}>
      <PriorityMark priority={priority} />
    </span>
  );
}

const SHOWN_TAGS = 2;

function TagsOf({ ids }: { ids: readonly string[] }) {
  const { labels } = useDesk();
  const tags = ids.flatMap((id) => labels.tagById.value.get(id) ?? []);
  if (tags.length === 0) return null;
  return (
    <span class="row-tags">
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {tags.length > SHOWN_TAGS && <small dir="ltr">+{tags.length - SHOWN_TAGS}</small>}
    </span>
  );
}
