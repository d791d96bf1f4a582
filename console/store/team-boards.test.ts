import { expect, it } from 'vitest';
import type { Supervision } from '../../shared/protocol/supervision.ts';
import { makeConversation } from '../testing/make-conversation.ts';
import { NO_TEAM, teamBoards } from './team-boards.ts';

const SUPPORT = '33333333-3333-4333-8333-333333333333';
const agent = (member_id: string, name: string) => ({
  ...{ member_id, name, availability: 'online', accepts_chats: true, reason: null, by_itself: false },
  ...{ since: '2026-05-01T10:00:00.000Z', connected: true, load: 0, limit: 5, offered: [] },
});
const supervision = {
  teams: [{ id: SUPPORT, name: 'Support', strategy: 'least_busy', chat_limit: null, member_ids: ['b', 'a'] }],
  agents: [agent('a', 'Ada'), agent('b', 'Bo')],
} as Supervision;
const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString();

it('orders a queue as it is given out, and tells who waits longest whatever their place', () => {
  const chat = (minute: number, given = {}) =>
    makeConversation({ team_id: SUPPORT, queued_at: at(minute), waiting_since: at(minute), ...given });
  const [late, early] = [chat(9), chat(3)];
  const urgent = chat(12, { priority: 1 });
  const open = chat(1, { status: 'open', assignee_id: 'a' });
  const [board, ...rest] = teamBoards(supervision, [late, urgent, open, early]);
  expect(rest).toEqual([]);
  expect(board).toMatchObject({ name: 'Support', open: 1, waitingSince: Date.parse(at(3)) });
  expect(board!.waiting).toEqual([urgent, early, late]);
  expect(board!.agents.map(({ name, chats }) => [name, chats])).toEqual([
    ['Bo', []],
    ['Ada', [open]],
  ]);
});

it('keeps chats of no team, or of a team that is gone, and leaves out what is over', () => {
  const loose = makeConversation();
  const lost = makeConversation({ team_id: crypto.randomUUID() });
  const ended = makeConversation({ status: 'ended' });
  const boards = teamBoards(supervision, [loose, lost, ended]);
  expect(boards.map(({ id, waiting }) => [id, waiting.length])).toEqual([
    [SUPPORT, 0],
    [NO_TEAM, 2],
  ]);
  expect(teamBoards(supervision, [])).toHaveLength(1);
  expect(teamBoards({ ...supervision, teams: [] }, [])).toMatchObject([{ id: NO_TEAM, waitingSince: null }]);
});
