import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import type { ListRow } from '../../store/list-rows.ts';
import { plainView, teamOf, type PlainView, type View } from '../../store/view.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useDesk } from './desk-context.ts';
import type { InboxRoute } from './inbox.tsx';
import { TagFilter } from './tag-filter.tsx';
import { useWindow } from './use-window.ts';

interface Props {
  here: InboxRoute;
  rows: ListRow[];
  onViews: (() => void) | undefined;
}

export function ConversationList({ here, rows, onViews }: Props) {
  const desk = useDesk();
  const isLive = desk.connection.value.kind === 'live';
  const tag = desk.labels.filter.value?.id;
  useEffect(() => {
    // Waiting and open conversations come by themselves; what else a view holds is read when it is looked at.
    if (isLive && here.view !== 'waiting') void desk.pages.read(here.view, tag, 'first');
  }, [desk, here.view, tag, isLive]);
  const view = plainView(here.view);
  // Beside the filter there is no room to say how a view is ordered.
  const hasTags = desk.labels.tags.value.length > 0;
  return (
    <section class="list-pane" aria-labelledby="list-title">
      <header class="list-head">
        {onViews && <IconButton icon="menu" label={t('views.open-menu')} onClick={onViews} />}
        <h1 id="list-title">{useTitle(here.view)}</h1>
        <TagFilter />
        <span class={hasTags ? 'hidden' : ''}>{t(ORDERS[view] ?? 'list.order-wait')}</span>
      </header>
      <ListBody here={here} rows={rows} />
    </section>
  );
}

/** How a view is ordered, where not by the wait. */
const ORDERS: Partial<Record<PlainView, 'list.order-recent' | 'list.order-wakes'>> = {
  ended: 'list.order-recent',
  snoozed: 'list.order-wakes',
};

/** A team's view has the name of the team. */
function useTitle(view: View): string {
  const { labels } = useDesk();
  const team = labels.teams.value.find(({ id }) => id === teamOf(view));
  return team?.name ?? t(`views.${plainView(view)}`);
}

function NoneTagged() {
  const { labels } = useDesk();
  return (
    <Notice
      icon="inbox"
      title={t('tags.no-match')}
      action={<Button onClick={() => labels.filterBy(undefined)}>{t('tags.all')}</Button>}
    >
      {t('tags.only', { name: labels.filter.value?.name ?? '' })}
    </Notice>
  );
}

function ListBody({ here, rows }: { here: InboxRoute; rows: ListRow[] }) {
  const desk = useDesk();
  const tag = desk.labels.filter.value?.id;
  const view = plainView(here.view);
  const page = desk.pages.of(here.view, tag).value;
  const error = desk.inboxError.value ?? (page.state === 'failed' ? page.error : null);
  const isReading = !desk.ready.value || page.state === 'loading';
  if (rows.length > 0) return <Rows rows={rows} here={here} />;
  if (error) return <ListFailed error={error} view={here.view} />;
  if (isReading) return <Skeleton rows={6} kind="conversations" />;
  return (
    <div class="list-scroll">
      <div role="list" aria-label={t('list.label')} />
      {tag === undefined && view !== 'mentions' ? (
        <Notice icon={view === 'ended' ? 'check' : 'inbox'} title={t(`empty.${view}`)}>
          {t(`empty.${view}-lead`)}
        </Notice>
      ) : (
        <NoneTagged />
      )}
    </div>
  );
}

function ListFailed({ error, view }: { error: unknown; view: View }) {
  const desk = useDesk();
  const again = () => {
    desk.session.nudge();
    void desk.pages.read(view, desk.labels.filter.peek()?.id, 'first');
  };
  return (
    <Notice
      icon="cloud"
      alert
      title={t('list.failed')}
      action={<Button onClick={again}>{t('error.try-again')}</Button>}
    >
      {explainError(error)}
    </Notice>
  );
}

function Rows({ rows, here }: { rows: ListRow[]; here: InboxRoute }) {
  const desk = useDesk();
  const tag = desk.labels.filter.value?.id;
  const selected = here.name === 'conversation' ? here.conversation : undefined;
  const { scroller, height, visible } = useWindow(rows, selected);
  const page = desk.pages.of(here.view, tag).value;
  const size = rows.filter((row) => row.kind === 'conversation').length;
  return (
    <div class="list-scroll" ref={scroller}>
      <div role="list" aria-label={t('list.label')} class="rows" style={{ blockSize: `${height}px` }}>
        {visible.map((row) =>
          row.kind === 'group' ? (
            <div key={row.key} class="group" style={{ insetBlockStart: `${row.top}px` }}>
              {t(`list.group.${row.group}`)}
              <span>{row.count}</span>
            </div>
          ) : (
            <ConversationRow
              key={row.key}
              row={row}
              size={size}
              here={here}
              selected={row.key === selected}
            />
          ),
        )}
      </div>
      {page.next !== null && (
        <div class="list-more">
          <Button
            kind="quiet"
            busy={page.state === 'loading'}
            onClick={() => void desk.pages.read(here.view, tag, 'next')}
          >
            {t('list.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
