import { t } from '../../i18n/translate.ts';
import { NO_TEAM, type TeamBoard } from '../../store/team-boards.ts';
import { BackLink } from '../../ui/back-link.tsx';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { NextChat } from '../inbox/next-chat.tsx';
import { AgentRow } from './agent-row.tsx';
import { QueueRow } from './queue-row.tsx';
import { boardName } from './board-name.ts';
import { Wait } from './wait.tsx';

interface Props {
  board: TeamBoard;
  here: SupervisionRoute;
  /** Somebody's availability was set. */
  onSet: () => void;
}

/** One team: its figures, its queue in the order in which it is given out, and its agents with what they have. */
export function TeamBoardView({ board, here, onSet }: Props) {
  const { waiting, agents } = board;
  const offeredTo = new Map(agents.flatMap(({ offered, name }) => offered.map((id) => [id, name] as const)));
  return (
    <>
      <BackLink to={{ name: 'supervision', workspace: here.workspace }}>{t('supervision.back')}</BackLink>
      <header class="board-head">
        <h2 id="board-title">
          <bdi>{boardName(board)}</bdi>
        </h2>
        {board.id !== NO_TEAM && <NextChat key={board.id} workspace={here.workspace} team={board.id} />}
      </header>
      <Figures board={board} />
      <section aria-labelledby="queue-title">
        <h3 id="queue-title">{t('supervision.queue')}</h3>
        {waiting.length === 0 ? (
          <p class="board-none">{t('supervision.queue-empty')}</p>
        ) : (
          <ol class="queue" aria-labelledby="queue-title">
            {waiting.map((chat, at) => (
              <QueueRow
                key={chat.id}
                chat={chat}
                place={at + 1}
                here={here}
                offeredTo={offeredTo.get(chat.id)}
              />
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="agents-title">
        <h3 id="agents-title">{t('supervision.agents')}</h3>
        {agents.length === 0 ? (
          <p class="board-none">{t('supervision.no-agents')}</p>
        ) : (
          <ul class="agents" aria-labelledby="agents-title">
            {agents.map((agent) => (
              <AgentRow key={agent.member_id} agent={agent} here={here} onSet={onSet} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Figures({ board: { waiting, waitingSince, open, agents } }: { board: TeamBoard }) {
  const count = (wanted: string) => agents.filter(({ availability }) => availability === wanted).length;
  const figures = { online: count('online'), away: count('away'), offline: count('offline') };
  return (
    <dl class="figures">
      <div>
        <dt>{t('supervision.waiting')}</dt>
        <dd>{waiting.length}</dd>
      </div>
      <div>
        <dt>{t('supervision.longest')}</dt>
        <dd>{waitingSince === null ? '–' : <Wait since={waitingSince} />}</dd>
      </div>
      <div>
        <dt>{t('supervision.open')}</dt>
        <dd>{open}</dd>
      </div>
      <div>
        <dt>{t('supervision.agents')}</dt>
        <dd class="figure-words">{t('supervision.figure', figures)}</dd>
      </div>
    </dl>
  );
}
