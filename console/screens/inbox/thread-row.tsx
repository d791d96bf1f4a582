import type { OutboxItem } from '../../../shared/client/types.ts';
import { clockTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import type { ThreadRow } from '../../store/thread-rows.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageText } from '../../ui/message-text.tsx';
import { DecisionDetails } from './decision-details.tsx';
import { useDesk } from './desk-context.ts';

type Said = Extract<ThreadRow, { side: string }>;

export function ThreadRowView({ row, conversation }: { row: ThreadRow; conversation: string }) {
  switch (row.kind) {
    case 'day':
      return (
        <div class="day">
          <span>{row.text}</span>
        </div>
      );
    case 'event':
      return (
        <div class="event">
          <bdi>{row.text}</bdi> <time dateTime={row.at}>{clockTime(row.at)}</time>
          {row.decision && <DecisionDetails conversation={conversation} {...row.decision} />}
        </div>
      );
    case 'unknown':
      return <div class="event unknown">{t('thread.unknown')}</div>;
    default:
      return <Bubble row={row} />;
  }
}

function Bubble({ row }: { row: Said }) {
  const { unsent } = row;
  const run = `${row.first ? ' first' : ''}${row.last ? ' last' : ''}`;
  return (
    <div class={`bubble-row ${row.side} ${row.kind}${run} ${unsent?.state ?? ''}`}>
      <span class="hidden">{row.name}:</span>
      <div class="bubble">
        <MessageText text={row.text} />
        {row.kind === 'note' && <small>{t('thread.note')}</small>}
      </div>
      {unsent?.state === 'failed' ? <Failed item={unsent} /> : row.last && <Foot row={row} />}
    </div>
  );
}

function Foot({ row }: { row: Said }) {
  const desk = useDesk();
  const isPending = row.unsent?.state === 'pending';
  const isLive = desk.connection.value.kind === 'live';
  return (
    <div class="foot">
      {isPending ? (
        <span class={isLive ? 'sending' : ''}>{t(isLive ? 'thread.sending' : 'thread.queued')}</span>
      ) : (
        <>
          {row.side === 'agent' && <bdi>{row.name}</bdi>}
          <time dateTime={row.at}>{clockTime(row.at)}</time>
          {row.read && (
            <span class="read">
              <Icon name="check" size={14} />
              {t('thread.read')}
            </span>
          )}
        </>
      )}
    </div>
  );
}

function Failed({ item }: { item: OutboxItem }) {
  const { session } = useDesk();
  return (
    <div class="foot failed" role="alert">
      <span>{t('thread.not-sent', { reason: item.error?.message ?? '' })}</span>
      <button type="button" class="link" onClick={() => session.retry(item.client_id)}>
        {t('thread.try-again')}
      </button>
      <button type="button" class="link" onClick={() => session.discard(item.client_id)}>
        {t('thread.discard')}
      </button>
    </div>
  );
}
