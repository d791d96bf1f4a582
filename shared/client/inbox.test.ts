import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../protocol/conversations.ts';
import { withConversations } from './inbox.ts';
import { connectedAt, heardAt, isWhole, pulledTo, startAt } from './inbox-position.ts';

const conversation = (id: number, rev: number): Conversation => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  number: id + 1,
  site_id: '00000000-0000-4000-8000-0000000000ff',
  visitor: { id: '00000000-0000-4000-8000-0000000000fe', name: null },
  status: 'waiting',
  kind: 'live',
  assignee_id: null,
  assignee_name: null,
  team_id: null,
  priority: 0,
  queued_at: '2026-01-01T00:00:00.000Z',
  snoozed_until: null,
  tag_ids: [],
  seq: rev,
  public_seq: rev,
  rev,
  visitor_read: 0,
  agent_read: 0,
  waiting_since: null,
  last_message: null,
  created_at: '2026-01-01T00:00:00.000Z',
  ended_at: null,
});

describe('inbox', () => {
  it('[S5] keeps the highest rev of each conversation, whatever order they come in', () => {
    const changes = fc.array(fc.tuple(fc.nat(4), fc.nat(20)), { maxLength: 30 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 5 }), (list, size) => {
        const all = list.map(([id, rev]) => conversation(id, rev));
        const highest = new Map<string, Conversation>();
        for (const one of all) {
          if (one.rev > (highest.get(one.id)?.rev ?? -1)) highest.set(one.id, one);
        }
        let inbox: ReadonlyMap<string, Conversation> = new Map();
        for (let at = 0; at < all.length; at += size)
          inbox = withConversations(inbox, all.slice(at, at + size));
        expect(new Map(inbox)).toEqual(highest);
      }),
    );
  });

  it('stays the same object when nothing is newer', () => {
    const inbox = withConversations(new Map(), [conversation(1, 5)]);
    expect(withConversations(inbox, [conversation(1, 5), conversation(1, 4)])).toBe(inbox);
  });
});

describe('inbox position', () => {
  it('[S3] follows events one by one', () => {
    expect(heardAt(heardAt(startAt('e', 5), 6), 7)).toMatchObject({ whole: 7 });
    expect(heardAt(startAt('e', 5), 4)).toEqual(startAt('e', 5));
  });

  it('claims nothing beyond a hole until a pull has closed it', () => {
    const jumped = heardAt(startAt('e', 5), 9);
    expect(jumped.whole).toBe(5);
    expect(isWhole(pulledTo(jumped, 7))).toBe(false);
    const heardOn = heardAt(pulledTo(jumped, 7), 10);
    expect(heardOn.whole).toBe(7);
    expect(pulledTo(heardOn, 8).whole).toBe(10);
  });

  it('does not take a pull for whole when another jump came in the meantime', () => {
    const twice = heardAt(heardAt(startAt('e', 5), 9), 15);
    expect(pulledTo(twice, 10).whole).toBe(10);
    expect(pulledTo(twice, 14).whole).toBe(15);
  });

  it('[R5] pulls from its own position after a reconnect', () => {
    const again = connectedAt(startAt('e', 5), 20);
    expect(again.whole).toBe(5);
    expect(isWhole(again)).toBe(false);
    expect(isWhole(connectedAt(startAt('e', 5), 5))).toBe(true);
  });

  it('never claims a rev that was neither heard nor pulled', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('commit' as const), heard: fc.boolean() }),
      fc.record({ kind: fc.constant('pull' as const), size: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('reconnect' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let position = startAt('e', 0);
        let server = 0;
        const known = new Set<number>();
        for (const one of steps) {
          if (one.kind === 'commit') {
            server++;
            if (one.heard) {
              known.add(server);
              position = heardAt(position, server);
            }
          } else if (one.kind === 'pull') {
            const upto = Math.min(server, position.whole + one.size);
            for (let rev = position.whole + 1; rev <= upto; rev++) known.add(rev);
            position = pulledTo(position, upto);
          } else position = connectedAt(position, server);
          for (let rev = 1; rev <= position.whole; rev++) expect(known.has(rev)).toBe(true);
        }
      }),
    );
  });
});
