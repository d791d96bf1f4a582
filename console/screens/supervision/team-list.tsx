import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shortDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import type { TeamBoard } from '../../store/team-boards.ts';
import { waitTone } from '../../store/waiting.ts';
import { Link } from '../../ui/link.tsx';
import { useDesk } from '../inbox/desk-context.ts';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { boardName } from './board-name.ts';
import { Wait } from './wait.tsx';

interface Props {
  boards: readonly TeamBoard[];
  here: SupervisionRoute;
  shown: string;
  toInbox: ComponentChildren;
}

/** All teams at a glance: who is late stands out. */
export function TeamList({ boards, here, shown, toInbox }: Props) {
  const { waitTargetMs } = useDesk();
  return (
    <section class="team-list" aria-labelledby="supervision-title">
      {toInbox}
      <header>
        <h1 id="supervision-title">{t('supervision.title')}</h1>
        <span>{t('supervision.target', { time: shortDuration(waitTargetMs.value) })}</span>
      </header>
      <nav aria-label={t('teams.name')}>
        <ul>
          {boards.map((board) => (
            <li key={board.id}>
              <Link
                to={{ name: 'supervision', workspace: here.workspace, team: board.id }}
                class="team-card"
                current={board.id === shown}
              >
                <TeamFigures board={board} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <LateTeams boards={boards} />
    </section>
  );
}

function TeamFigures({ board }: { board: TeamBoard }) {
  const { waiting, waitingSince, open, agents } = board;
  const online = agents.filter(({ availability, connected }) => availability === 'online' && connected);
  return (
    <>
      <b>
        <bdi>{boardName(board)}</bdi>
      </b>
      {waitingSince !== null && <Wait since={waitingSince} />}
      <small>
        <span>
          {t('supervision.waiting')} <i>{waiting.length}</i>
        </span>
        <span>
          {t('supervision.open')} <i>{open}</i>
        </span>
        <span>
          {t('availability.online')} <i>{online.length}</i>
        </span>
      </small>
    </>
  );
}

/** Says once of each team that somebody there waits too long; again after nobody did. */
function LateTeams({ boards }: { boards: readonly TeamBoard[] }) {
  const { waitTargetMs } = useDesk();
  const told = useRef(new Set<string>());
  const [words, setWords] = useState('');
  const target = waitTargetMs.value;
  const late = boards.filter(
    ({ waitingSince }) => waitingSince !== null && waitTone(now.value - waitingSince, target) === 'late',
  );
  const key = late.map(({ id }) => id).join();
  useEffect(() => {
    const fresh = late.filter(({ id }) => !told.current.has(id));
    told.current = new Set(late.map(({ id }) => id));
    const said = fresh.map((board) =>
      t('supervision.late', { team: boardName(board), time: shortDuration(target) }),
    );
    if (said.length > 0) setWords(said.join('\n'));
  }, [key]);
  return (
    <div class="hidden" role="log" aria-live="polite" aria-label={t('supervision.longest')}>
      {words}
    </div>
  );
}
