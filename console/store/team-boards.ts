import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { SupervisedAgent, Supervision } from '../../shared/protocol/supervision.ts';

/** Chats that are in no team stand under this name in addresses. */
export const NO_TEAM = 'none';

export interface AgentBoard extends SupervisedAgent {
  /** Open chats of theirs, in whatever team, the one that waits longest first. */
  chats: Conversation[];
}

export interface TeamBoard {
  id: string;
  /** Null: the chats that are in no team. */
  name: string | null;
  /** In the order in which they are given out. */
  waiting: Conversation[];
  /** When the visitor who waits longest began to; null: nobody waits. */
  waitingSince: number | null;
  open: number;
  agents: AgentBoard[];
}

/** Every team as it stands now; chats without a team come last, where there are any. */
export function teamBoards(
  { teams, agents }: Supervision,
  conversations: Iterable<Conversation>,
): TeamBoard[] {
  const live = [...conversations].filter(({ status }) => status === 'waiting' || status === 'open');
  const known = new Set(teams.map(({ id }) => id));
  const people = new Map(agents.map((agent) => [agent.member_id, { ...agent, chats: chatsOf(agent, live) }]));
  const boards = teams.map(({ id, name, member_ids }) =>
    boardOf(
      id,
      name,
      live.filter(({ team_id }) => team_id === id),
      [...member_ids.flatMap((member) => people.get(member) ?? [])],
    ),
  );
  const loose = live.filter(({ team_id }) => team_id === null || !known.has(team_id));
  if (loose.length > 0 || teams.length === 0)
    boards.push(boardOf(NO_TEAM, null, loose, [...people.values()]));
  return boards;
}

function boardOf(id: string, name: string | null, live: Conversation[], agents: AgentBoard[]): TeamBoard {
  const waiting = live.filter(({ status }) => status === 'waiting').sort(byPlace);
  const waits = waiting.map(waitsSince);
  return {
    ...{ id, name, waiting, agents },
    waitingSince: waits.length > 0 ? Math.min(...waits) : null,
    open: live.length - waiting.length,
  };
}

const chatsOf = ({ member_id }: SupervisedAgent, live: readonly Conversation[]): Conversation[] =>
  live
    .filter(({ status, assignee_id }) => status === 'open' && assignee_id === member_id)
    .sort((a, b) => (a.waiting_since ?? '~').localeCompare(b.waiting_since ?? '~') || a.number - b.number);

/** When the visitor began to wait, in epoch ms. */
export const waitsSince = ({ waiting_since, queued_at }: Conversation): number =>
  Date.parse(waiting_since ?? queued_at);

const byPlace = (a: Conversation, b: Conversation): number =>
  b.priority - a.priority || compare(a.queued_at, b.queued_at) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
