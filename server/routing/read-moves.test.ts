import { describe, expect, it } from 'vitest';
import type { WorkspaceChange } from '../bus/bus.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { movesOf } from './read-moves.ts';

const AT = '2026-01-01T00:00:00.000Z';

function change(entries: Partial<Entry>[], row: object = {}): WorkspaceChange {
  const conversation = { team_id: 'support', assignee_id: 'ada', ...row };
  const whole = entries.map((entry) => ({
    ...{ seq: 1, public_seq: null, client_id: null, created_at: AT, body: {} },
    ...{ sender: { kind: 'system', id: null, name: null } },
    ...entry,
  }));
  return { conversation, entries: whole, visitorVisible: false } as unknown as WorkspaceChange;
}

const lists = (one: WorkspaceChange) => {
  const { teamIds, memberIds, isReopened, offersMs } = movesOf([one]);
  return { teams: [...teamIds], members: [...memberIds], isReopened, offersMs };
};
const NOTHING = { teams: [], members: [], isReopened: false, offersMs: [] };

describe('what a change moves', () => {
  it('nothing, for what is only said', () => {
    for (const type of ['message', 'note', 'tagged', 'idle_warned', 'unattended'])
      expect(lists(change([{ type }]))).toEqual(NOTHING);
  });

  it('the queue that somebody entered or left room in', () => {
    for (const type of ['started', 'queued', 'woken'])
      expect(lists(change([{ type }]))).toEqual({ ...NOTHING, teams: ['support'] });
    expect(lists(change([{ type: 'started' }], { team_id: null }))).toEqual(NOTHING);
  });

  it('the queues of whoever has room again', () => {
    expect(lists(change([{ type: 'ended' }]))).toMatchObject({ teams: ['support'], members: ['ada'] });
    expect(lists(change([{ type: 'snoozed' }]))).toMatchObject({ members: ['ada'] });
    const left = { type: 'unassigned', body: { member_id: 'bo', name: 'Bo' } };
    expect(lists(change([left], { assignee_id: null }))).toMatchObject({ members: ['bo'] });
    const passed = { type: 'offer_passed', body: { member_id: 'bo', name: 'Bo', how: 'declined' } };
    expect(lists(change([passed], { assignee_id: null }))).toMatchObject({
      teams: ['support'],
      members: ['bo'],
    });
    const from = { member_id: 'cy', name: 'Cy' };
    const given = { type: 'assigned', body: { member_id: 'ada', name: 'Ada', by: 'transfer', from } };
    expect(lists(change([given]))).toEqual({ ...NOTHING, members: ['cy'] });
  });

  it('whom a chat was offered to, when another takes it', () => {
    const sender = { kind: 'agent', id: 'ada', name: 'Ada' } as const;
    expect(lists(change([{ type: 'assigned', sender, body: { member_id: 'ada', name: 'Ada' } }]))).toEqual({
      ...NOTHING,
      teams: ['support'],
    });
  });

  it('what is opened again and was somebody’s', () => {
    expect(lists(change([{ type: 'reopened' }])).isReopened).toBe(true);
    expect(lists(change([{ type: 'reopened' }], { assignee_id: null })).isReopened).toBe(false);
  });

  it('the end of every offer, a colleague’s too', () => {
    const body = { member_id: 'bo', name: 'Bo', until: '2026-01-01T00:00:30.000Z' };
    expect(lists(change([{ type: 'offered', body }])).offersMs).toEqual([30_000]);
    const from = { member_id: 'ada', name: 'Ada' };
    expect(lists(change([{ type: 'offered', body: { ...body, from } }])).offersMs).toEqual([30_000]);
  });
});
