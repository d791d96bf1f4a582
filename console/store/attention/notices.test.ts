import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../../shared/client/types.ts';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { PREFERENCE_DEFAULTS } from '../../../shared/preferences/registry.ts';
import { AGENT, makeConversation, makeEntry, ME, SYSTEM } from '../../testing/make-conversation.ts';
import { countUnread } from './count-unread.ts';
import { isWanted, lateWaits, noticesIn } from './notices.ts';

const BO = { kind: 'agent', id: crypto.randomUUID(), name: 'Bo' } as const;
const changed = (conversation: Conversation, ...entries: Entry[]): EventFrame => ({
  type: 'workspace.changed',
  rev: 1,
  changes: [{ conversation, entries }],
});
const toldOf = (conversation: Conversation, ...entries: Entry[]) =>
  noticesIn(changed(conversation, ...entries), ME).map(({ kind, from, text }) => [kind, from, text]);

describe('what an agent is told of', () => {
  const mine = makeConversation({ assignee_id: ME, status: 'open' });
  const theirs = makeConversation({ assignee_id: BO.id, status: 'open' });

  it('a visitor’s words in one’s own chats, by their first line; nobody else’s', () => {
    const said = makeEntry(3, { body: { text: 'One\nTwo' } });
    expect(toldOf(mine, said)).toEqual([['message', null, 'One']]);
    expect(toldOf(theirs, said)).toEqual([]);
    expect(toldOf(mine, makeEntry(3, { sender: BO }))).toEqual([]);
    expect(toldOf(mine, makeEntry(3, { sender: AGENT }))).toEqual([]);
  });

  it('a chat that was given, not one that was taken', () => {
    const given = makeEntry(3, { type: 'assigned', sender: SYSTEM, body: { member_id: ME, name: 'Mo' } });
    expect(toldOf(mine, given)).toEqual([['new_chat', null, 'Hello']]);
    expect(toldOf(mine, { ...given, sender: AGENT })).toEqual([]);
    expect(toldOf(theirs, { ...given, body: { member_id: BO.id, name: 'Bo' } })).toEqual([]);
  });

  it('a chat that begins in no team’s queue, once for all that comes with it', () => {
    const [started, first] = [makeEntry(1, { type: 'started', body: {} }), makeEntry(2)];
    expect(toldOf(makeConversation(), started, first)).toEqual([['new_chat', null, 'Hello']]);
    expect(toldOf(makeConversation({ team_id: crypto.randomUUID() }), started, first)).toEqual([]);
  });

  it('a mention, by who mentions', () => {
    const note = makeEntry(3, { type: 'note', sender: BO, body: { text: 'Look, Mo', notified: [ME] } });
    expect(toldOf(theirs, note)).toEqual([['mention', 'Bo', 'Look, Mo']]);
    expect(toldOf(theirs, { ...note, body: { text: 'Look', notified: [BO.id] } })).toEqual([]);
  });

  it('as they chose; an offer whatever they chose', () => {
    const silent = { ...PREFERENCE_DEFAULTS, 'notify.message': false };
    expect([isWanted('message', silent), isWanted('mention', silent)]).toEqual([false, true]);
    expect(isWanted('offer', { ...silent, 'notify.new_chat': false })).toBe(true);
  });
});

describe('waits', () => {
  const team = crypto.randomUUID();
  const now = Date.parse('2026-05-01T10:02:00.000Z');
  const viewer = { me: ME, teams: new Set([team]) };

  it('that are late are those of one’s own and of one’s queues', () => {
    const late = [
      makeConversation({ assignee_id: ME, status: 'open' }),
      makeConversation(),
      makeConversation({ team_id: team }),
    ];
    const others = [
      makeConversation({ assignee_id: BO.id }),
      makeConversation({ team_id: crypto.randomUUID() }),
      makeConversation({ waiting_since: null }),
      makeConversation({ waiting_since: '2026-05-01T10:01:30.000Z' }),
      makeConversation({ assignee_id: ME, status: 'snoozed' }),
    ];
    expect([...lateWaits([...late, ...others], viewer, 60_000, now).values()]).toEqual(late);
  });

  it('count for the tab: what nobody has read of one’s own, offers, and what one could take, each once', () => {
    const [unread, offered] = [
      makeConversation({ assignee_id: ME, status: 'open' }),
      makeConversation({ team_id: crypto.randomUUID() }),
    ];
    const counted = [unread, offered, makeConversation(), makeConversation({ team_id: team })];
    const uncounted = [
      makeConversation({ assignee_id: ME, status: 'open', agent_read: 2 }),
      makeConversation({ assignee_id: BO.id, status: 'open' }),
      makeConversation({ team_id: crypto.randomUUID() }),
    ];
    expect(countUnread([...counted, ...uncounted], viewer, new Set([offered.id]))).toBe(4);
  });
});
