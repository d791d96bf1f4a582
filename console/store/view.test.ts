import { describe, expect, it } from 'vitest';
import { makeConversation, ME } from '../testing/make-conversation.ts';
import { countView, isView, teamOf, VIEWS, type View } from './view.ts';
import { groupConversations } from './waiting.ts';

const SUPPORT = crypto.randomUUID();
const SALES = crypto.randomUUID();
const viewer = { me: ME, teams: new Set([SUPPORT]) };
const all = [
  makeConversation({ team_id: SUPPORT }),
  makeConversation({ team_id: SALES }),
  makeConversation({ status: 'open', assignee_id: ME, team_id: SUPPORT }),
  makeConversation({ status: 'snoozed', assignee_id: ME, snoozed_until: '2026-05-02T09:00:00.000Z' }),
  makeConversation({ status: 'snoozed', assignee_id: ME, snoozed_until: null }),
  makeConversation({ status: 'snoozed', assignee_id: ME, snoozed_until: '2026-05-01T12:00:00.000Z' }),
  makeConversation({ status: 'snoozed', assignee_id: 'another', team_id: SUPPORT }),
  makeConversation({ status: 'ended', assignee_id: ME, team_id: SUPPORT }),
];

describe('views', () => {
  it('count what belongs to them', () => {
    const counts = Object.fromEntries(VIEWS.map((view) => [view, countView(all, view, viewer)]));
    expect(counts).toEqual({
      waiting: 2,
      mine: 1,
      team: 3,
      open: 1,
      snoozed: 3,
      mentions: 0,
      ended: 1,
      all: 8,
    });
    expect(countView(all, `team:${SUPPORT}`, viewer)).toBe(3);
    // Not a team of theirs, whatever the address says.
    expect(countView(all, `team:${SALES}`, viewer)).toBe(0);
  });

  it('list what is snoozed by when it wakes, what only its visitor wakes last', () => {
    const [group] = groupConversations(all, 'snoozed', viewer);
    expect(group?.group).toBe('snoozed');
    expect(group?.conversations.map((one) => one.snoozed_until)).toEqual([
      '2026-05-01T12:00:00.000Z',
      '2026-05-02T09:00:00.000Z',
      null,
    ]);
  });

  it('list the longest wait first, after what is more urgent', () => {
    const since = (minute: number) => `2026-05-01T10:0${minute}:00.000Z`;
    const rows = [
      makeConversation({ number: 1, waiting_since: since(2) }),
      makeConversation({ number: 2, waiting_since: since(1) }),
      makeConversation({ number: 3, waiting_since: since(3), priority: 1 }),
      makeConversation({ number: 4, waiting_since: since(4), priority: 2 }),
    ];
    const [group] = groupConversations(rows, 'waiting', viewer);
    expect(group?.conversations.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  it('are known by their address', () => {
    expect(isView('snoozed')).toBe(true);
    expect(isView(`team:${SALES}`)).toBe(true);
    expect(isView('team:nonsense')).toBe(false);
    expect(teamOf(`team:${SALES}` satisfies View)).toBe(SALES);
    expect(teamOf('team')).toBeUndefined();
  });
});
