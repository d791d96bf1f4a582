import { describe, expect, it } from 'vitest';
import { makeConversation, ME } from '../testing/make-conversation.ts';
import { countView } from './view.ts';
import { groupConversations, groupOf, isUnread, waitTone } from './waiting.ts';

const OTHER = '33333333-3333-4333-8333-333333333333';
const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString();

const queued = (minute: number) => makeConversation({ waiting_since: at(minute) });
const mine = (minute: number | null) =>
  makeConversation({
    status: 'open',
    assignee_id: ME,
    waiting_since: minute === null ? null : at(minute),
    last_message: { sender: minute === null ? 'agent' : 'visitor', text: 'x', at: at(minute ?? 0) },
  });
const ended = (minute: number) =>
  makeConversation({ status: 'ended', assignee_id: ME, waiting_since: null, ended_at: at(minute) });

const seenBy = (me: string) => ({ me, teams: new Set<string>() });

describe('groupOf', () => {
  it('says whom a conversation waits for', () => {
    expect(groupOf(queued(1), ME)).toBe('queue');
    expect(groupOf(mine(1), ME)).toBe('me');
    expect(groupOf(mine(1), OTHER)).toBe('others');
    expect(groupOf(mine(null), ME)).toBe('visitor');
    expect(groupOf(ended(1), ME)).toBe('ended');
  });
});

describe('groupConversations', () => {
  it('puts who waits longest first, whoever they wait for', () => {
    const [late, early, middle] = [queued(9), queued(1), queued(5)];
    const [group] = groupConversations([late, early, middle], 'waiting', seenBy(ME));
    expect(group?.conversations.map((c) => c.id)).toEqual([early.id, middle.id, late.id]);
  });

  it('puts the latest first where nobody waits', () => {
    const [first, second] = [ended(1), ended(8)];
    const [group] = groupConversations([first, second], 'ended', seenBy(ME));
    expect(group?.conversations.map((c) => c.id)).toEqual([second.id, first.id]);
  });

  it("shows the queue on one's own desk, below what waits for oneself, and counts it apart", () => {
    const all = [mine(null), queued(2), mine(3), ended(1)];
    const groups = groupConversations(all, 'mine', seenBy(ME));
    expect(groups.map((group) => group.group)).toEqual(['me', 'queue', 'visitor']);
    expect(countView(all, 'mine', seenBy(ME))).toBe(2);
    expect(countView(all, 'waiting', seenBy(ME))).toBe(1);
    expect(countView(all, 'all', seenBy(ME))).toBe(4);
  });

  it("leaves colleagues' conversations off one's own desk", () => {
    expect(groupConversations([mine(1)], 'mine', seenBy(OTHER))).toEqual([]);
    expect(groupConversations([mine(1)], 'open', seenBy(OTHER)).map((group) => group.group)).toEqual([
      'others',
    ]);
  });
});

describe('isUnread', () => {
  it('is so when the visitor has the last word and no agent has seen it', () => {
    expect(isUnread(queued(1))).toBe(true);
    expect(isUnread(makeConversation({ agent_read: 2 }))).toBe(false);
    expect(isUnread(mine(null))).toBe(false);
    expect(isUnread(ended(1))).toBe(false);
  });
});

describe('waitTone', () => {
  it('warns from half of the wait target on, and alarms when it is missed', () => {
    const tones = (target: number) => [0, 29_999, 30_000, 59_999, 60_000].map((ms) => waitTone(ms, target));
    expect(tones(60_000)).toEqual(['calm', 'calm', 'warn', 'warn', 'late']);
    expect(tones(600_000)).toEqual(['calm', 'calm', 'calm', 'calm', 'calm']);
  });
});
