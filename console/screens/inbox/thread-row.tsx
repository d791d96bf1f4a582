import type { OutboxItem } from '../../../shared/client/types.ts';
import { clockTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import type { Bubble as BubbleRow, ThreadRow } from '../../store/thread-rows.ts';
import { Icon } from '../../ui/icon.tsx';
import { DecisionDetails } from './decision-details.tsx';
import { useDesk } from './desk-context.ts';
import { QuoteLine } from './quote-line.tsx';
import { SaidMenu } from './said-menu.tsx';
import { SaidText } from './said-text.tsx';

interface Props {
  conversation: string;
  /** Whether there is a reply to write it in. */
  mayAnswer?: boolean;
}

export function ThreadRowView({ row, conversation, mayAnswer = false }: Props & { row: ThreadRow }) {
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
      return <Bubble row={row} conversation={conversation} mayAnswer={mayAnswer} />;
  }
}

function Bubble({ row, conversation, mayAnswer = false }: Props & { row: BubbleRow }) {
  const { unsent } = row;
  const run = `${row.first ? ' first' : ''}${row.last ? ' last' : ''}`;
  return (
    <div class={`bubble-row ${row.side} ${row.kind}${run} ${unsent?.state ?? ''}`} data-seq={row.seq}>
      <span class="hidden">{row.name}:</span>
      <div class="bubble-line">
        <div class="bubble">
          {row.quote && <QuoteLine quote={row.quote} />}
          <SaidText row={row} />
          {row.kind === 'note' && <small>{t('thread.note')}</small>}
        </div>
        <SaidMenu row={row} conversation={conversation} mayAnswer={mayAnswer} />
      </div>
      {unsent?.state === 'failed' ? <Failed item={unsent} /> : row.last && <Foot row={row} />}
    </div>
  );
}

function Foot({ row }: { row: BubbleRow }) {
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
              <Icon name="checks" size={14} />
              {t('thread.read')}
            </span>
          )}
          {row.sent && (
            <span class="sent">
              <Icon name="check" size={14} />
              {t('thread.sent')}
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
