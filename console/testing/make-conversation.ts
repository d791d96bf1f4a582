import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';

export const ME = '22222222-2222-4222-8222-222222222222';
export const WORKSPACE = '11111111-1111-4111-8111-111111111111';

let made = 0;

export function makeConversation(given: Partial<Conversation> = {}): Conversation {
  made++;
  return {
    id: crypto.randomUUID(),
    number: 1000 + made,
    site_id: '44444444-4444-4444-8444-444444444444',
    visitor: { id: crypto.randomUUID(), name: null },
    status: 'waiting',
    kind: 'live',
    team_id: null,
    priority: 0,
    queued_at: '2026-05-01T10:00:00.000Z',
    snoozed_until: null,
    tag_ids: [],
    assignee_id: null,
    assignee_name: null,
    seq: 2,
    public_seq: 2,
    rev: made,
    visitor_read: 2,
    agent_read: 0,
    waiting_since: '2026-05-01T10:00:00.000Z',
    last_message: { sender: 'visitor', text: 'Hello', at: '2026-05-01T10:00:00.000Z' },
    created_at: '2026-05-01T10:00:00.000Z',
    ended_at: null,
    ...given,
  };
}

export const VISITOR = { kind: 'visitor', id: null, name: null } as const;
export const AGENT = { kind: 'agent', id: ME, name: 'Mo' } as const;
export const SYSTEM = { kind: 'system', id: null, name: null } as const;

export const makeEntry = (seq: number, given: Partial<Entry> = {}): Entry => ({
  seq,
  public_seq: seq,
  type: 'message',
  sender: VISITOR,
  client_id: null,
  body: { text: `line ${seq}` },
  created_at: new Date(Date.UTC(2026, 4, 1, 10, seq)).toISOString(),
  ...given,
});
