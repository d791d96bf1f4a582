import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { mayRole } from '../../../shared/authority/permissions.ts';
import type { Supervision as Snapshot } from '../../../shared/protocol/supervision.ts';
import { t } from '../../i18n/translate.ts';
import { pageTitle } from '../../store/page-title.ts';
import { explainError } from '../../store/explain-error.ts';
import { DEFAULT_VIEW } from '../../store/route.ts';
import { watchSupervision, type SupervisionWatch } from '../../store/supervision.ts';
import { teamBoards } from '../../store/team-boards.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Link } from '../../ui/link.tsx';
import { Skeleton } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MIDDLE, useMedia } from '../../ui/use-media.ts';
import { ConnectionLine } from '../inbox/connection-line.tsx';
import { DeletionLine } from '../inbox/deletion-line.tsx';
import { useDesk } from '../inbox/desk-context.ts';
import type { Membership, SupervisionRoute } from '../inbox/inbox.tsx';
import { Rail } from '../inbox/rail.tsx';
import { AnswerFailed } from '../settings/answer-failed.tsx';
import { TeamBoardView } from './team-board.tsx';
import { TeamList } from './team-list.tsx';
import { useSupervisionKeys } from './use-supervision-keys.ts';
import { WatchPane } from './watch-pane.tsx';

interface Props {
  membership: Membership;
  here: SupervisionRoute;
}

/** Queues, waits and loads of every team, live; and a chat that is watched from there. */
export default function Supervision({ membership, here }: Props) {
  const hasRail = useMedia(MIDDLE);
  const isOpen = mayRole(membership.member.role, 'conversations.supervise');
  useEffect(() => {
    pageTitle.value = `${t('supervision.title')} · ${t('app.name')}`;
  }, []);
  useSupervisionKeys(here);
  return (
    <div class="workplace">
      <ConnectionLine />
      <DeletionLine membership={membership} />
      <div class="supervision-panes" data-place={placeOf(here)}>
        {hasRail && <Rail workspace={here.workspace} place="supervision" />}
        {isOpen ? (
          <Live here={here} hasRail={hasRail} />
        ) : (
          <main class="settings-page">
            <Notice icon="flag" title={t('settings.forbidden')}>
              {t('settings.forbidden-lead')}
            </Notice>
          </main>
        )}
      </div>
    </div>
  );
}

const placeOf = ({ team, conversation }: SupervisionRoute): string =>
  conversation ? 'watch' : team ? 'team' : 'teams';

function Live({ here, hasRail }: { here: SupervisionRoute; hasRail: boolean }) {
  const desk = useDesk();
  const [watch, setWatch] = useState<SupervisionWatch>();
  useEffect(() => {
    const opened = watchSupervision(desk.session, desk.workspace);
    setWatch(opened);
    return () => opened.close();
  }, [desk]);
  const known = watch?.supervised.value;
  const inboxError = desk.inboxError.value;
  const toInbox = !hasRail && (
    <BackLink to={{ name: 'inbox', workspace: here.workspace, view: DEFAULT_VIEW }}>
      {t('settings.inbox')}
    </BackLink>
  );
  const page = (content: ComponentChildren) => (
    <main class="settings-page">
      {toInbox}
      <h1>{t('supervision.title')}</h1>
      {content}
    </main>
  );
  if (known?.state === 'failed') return page(<AnswerFailed error={known.error} again={watch!.refresh} />);
  if (inboxError && !desk.ready.value)
    return page(<AnswerFailed error={inboxError} again={() => desk.session.nudge()} />);
  if (known?.state !== 'ready' || !desk.ready.value) return page(<Skeleton rows={6} kind="conversations" />);
  return (
    <Boards
      here={here}
      snapshot={known.value}
      error={known.error}
      refresh={watch!.refresh}
      toInbox={toInbox}
    />
  );
}

interface BoardsProps {
  here: SupervisionRoute;
  snapshot: Snapshot;
  error: unknown;
  refresh: () => void;
  toInbox: ComponentChildren;
}

function Boards({ here, snapshot, error, refresh, toInbox }: BoardsProps) {
  const desk = useDesk();
  const { value: conversations } = desk.conversations;
  const boards = useMemo(() => teamBoards(snapshot, conversations.values()), [snapshot, conversations]);
  const shown = boards.find(({ id }) => id === here.team) ?? boards[0]!;
  const isEmpty = snapshot.teams.length === 0 && shown.waiting.length + shown.open === 0;
  return (
    <main>
      <TeamList boards={boards} here={here} shown={shown.id} toInbox={toInbox} />
      <section class="team-board" aria-labelledby="board-title" tabIndex={-1}>
        {error !== undefined && (
          <p class="board-stale" role="alert">
            {explainError(error)}
          </p>
        )}
        {isEmpty ? (
          <NoTeams workspace={here.workspace} />
        ) : (
          <TeamBoardView board={shown} here={{ ...here, team: shown.id }} onSet={refresh} />
        )}
      </section>
      {here.conversation && <WatchPane key={here.conversation} id={here.conversation} here={here} />}
    </main>
  );
}

const NoTeams = ({ workspace }: { workspace: string }) => (
  <>
    <h2 id="board-title" class="hidden">
      {t('supervision.no-team')}
    </h2>
    <Notice
      icon="people"
      title={t('supervision.empty')}
      action={
        <Link to={{ name: 'settings', workspace, page: 'teams', id: 'new' }} class="button primary">
          {t('teams.new')}
        </Link>
      }
    >
      {t('supervision.empty-lead')}
    </Notice>
  </>
);
