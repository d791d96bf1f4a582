import { useMemo } from 'preact/hooks';
import { logRows, type LogRow } from '../panel/log-rows.ts';
import { DOWN, Icon } from './icons.tsx';
import { MessageGroup } from './message-group.tsx';
import { usePanel } from './panel-context.ts';
import { Part } from './part.tsx';
import { useLogScroll } from './use-log-scroll.ts';

const Row = ({ row }: { row: LogRow }) => {
  const { t, day } = usePanel();
  switch (row.kind) {
    case 'group':
      return <MessageGroup group={row} />;
    case 'day':
      return <li class="event day">{day(row.at)}</li>;
    case 'event':
      return <li class="event">{t(row.event, { name: row.name })}</li>;
    default:
      return <li class="event">{t('unknownEntry')}</li>;
  }
};

const Greeting = () => {
  const { store, greeting, t } = usePanel();
  return store.parts.value.hello ? (
    <Part name="hello" />
  ) : (
    <div class="greeting">
      <p class="hello" dir="auto">
        {greeting || t('greeting')}
      </p>
      <p>{t('greetingHint')}</p>
    </div>
  );
};

const Skeleton = () => (
  <div class="skeleton" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);

export const Log = () => {
  const panel = usePanel();
  const { store, t } = panel;
  const timeline = store.thread.value?.timeline;
  const agentRead = store.conversation.value?.agent_read ?? 0;
  const readEntry = store.readEntry.value;
  const rows = useMemo(
    () => (timeline ? logRows(timeline, agentRead, readEntry) : []),
    [timeline, agentRead, readEntry],
  );
  const { scroller, onScroll, toEnd } = useLogScroll(store, rows);
  const thread = store.thread.value;
  const failed = store.historyFailed.value && !store.unsettled.value;
  return (
    <div class="middle">
      <div
        class="log"
        role="region"
        aria-label={t('conversation')}
        tabIndex={0}
        ref={scroller}
        onScroll={onScroll}
      >
        {thread?.loading && thread.timeline.hasEarlier && <p class="event">{t('loadingEarlier')}</p>}
        {failed && <p class="event">{t('earlierFailed')}</p>}
        {store.unsettled.value ? (
          <Skeleton />
        ) : rows.length ? (
          <ol>
            {rows.map((row) => (
              <Row row={row} key={row.key} />
            ))}
            <Part name="typing" />
          </ol>
        ) : (
          <Greeting />
        )}
      </div>
      {!store.atEnd.value && (
        <button type="button" class="latest" aria-label={t('latest')} onClick={toEnd}>
          <Icon path={DOWN} size={18} />
        </button>
      )}
    </div>
  );
};
