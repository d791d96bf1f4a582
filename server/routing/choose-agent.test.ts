import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, TeamRule } from './candidate.ts';
import { chooseAgent } from './choose-agent.ts';
import { exclusionOf } from './judge-candidate.ts';

const free: Candidate = {
  member_id: 'ada',
  name: 'Ada',
  position: 0,
  availability: 'online',
  accepts: true,
  connected: true,
  load: 0,
  team_load: 0,
  limit: 5,
  last_assigned_at: null,
  passed: false,
};
const agent = (member_id: string, given: Partial<Candidate> = {}): Candidate => ({
  ...free,
  member_id,
  name: member_id,
  ...given,
});
const rule = (given: Partial<TeamRule> = {}): TeamRule => ({
  strategy: 'least_busy',
  sticky: false,
  chat_limit: null,
  ...given,
});
const idOf = (candidates: Candidate[], team: TeamRule, last: string | null = null) => {
  const choice = chooseAgent(candidates, team, last);
  return choice.kind === 'chosen' ? `${choice.member_id} by ${choice.rule}` : choice.because;
};

describe('who gets a chat', () => {
  const three = [
    agent('ada', { position: 2, load: 1, last_assigned_at: 10 }),
    agent('bo', { position: 0, load: 2, last_assigned_at: 30 }),
    agent('cy', { position: 1, load: 1, last_assigned_at: 20 }),
  ];

  it.each([
    ['least_busy', 'ada by least_busy'],
    ['round_robin', 'ada by round_robin'],
    ['priority', 'bo by priority'],
    ['manual', 'manual'],
  ] as const)('%s: %s', (strategy, expected) => expect(idOf(three, rule({ strategy }))).toBe(expected));

  it('whoever never had one comes first in turn', () =>
    expect(idOf([...three, agent('di', { position: 9, load: 1 })], rule({ strategy: 'round_robin' }))).toBe(
      'di by round_robin',
    ));

  it.each([
    ['before the strategy', {}, 'cy', 'cy by sticky'],
    ['also where chats are taken by hand', { strategy: 'manual' }, 'cy', 'cy by sticky'],
    ['not when they are not in the team', {}, 'zed', 'ada by least_busy'],
  ] as const)('who spoke with the visitor last: %s', (_what, team, last, expected) =>
    expect(idOf(three, rule({ sticky: true, ...team }), last)).toBe(expected),
  );

  it('who spoke last gets nothing beyond their limit', () =>
    expect(idOf([agent('ada'), agent('bo', { load: 5 })], rule({ sticky: true }), 'bo')).toBe(
      'ada by least_busy',
    ));

  it.each([
    ['somebody at their limit', [agent('ada', { load: 5 }), agent('bo', { availability: 'away' })], 'busy'],
    ["somebody at the team's limit", [agent('ada', { team_load: 2, load: 3 })], 'busy'],
    ['nobody connected', [agent('ada', { connected: false })], 'absent'],
    ['nobody in the team', [], 'absent'],
    ['all who were there declined', [agent('ada', { passed: true })], 'declined'],
    ['who finishes what they have', [agent('ada', { accepts: false })], 'absent'],
  ] as const)('nobody: %s', (_what, candidates, expected) =>
    expect(idOf([...candidates], rule({ chat_limit: 2 }))).toBe(expected),
  );
});

describe('whoever they are', () => {
  const candidate = fc.record({
    position: fc.nat(9),
    availability: fc.constantFrom('online', 'online', 'away', 'offline'),
    accepts: fc.boolean(),
    connected: fc.boolean(),
    load: fc.nat(6),
    team_load: fc.nat(6),
    limit: fc.integer({ min: 1, max: 6 }),
    last_assigned_at: fc.option(fc.nat(50), { nil: null }),
    passed: fc.boolean(),
  }) as fc.Arbitrary<Omit<Candidate, 'member_id' | 'name'>>;
  const candidates = fc
    .array(candidate, { maxLength: 8 })
    .map((list) => list.map((one, at) => agent(`m${at}`, one)));
  const team = fc.record({
    strategy: fc.constantFrom('manual', 'round_robin', 'least_busy', 'priority'),
    sticky: fc.boolean(),
    chat_limit: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  }) as fc.Arbitrary<TeamRule>;
  const last = fc.option(
    fc.nat(7).map((at) => `m${at}`),
    { nil: null },
  );
  const isFree = (one: Candidate, { chat_limit }: TeamRule) =>
    one.availability === 'online' &&
    one.connected &&
    one.accepts &&
    !one.passed &&
    one.load < one.limit &&
    (chat_limit === null || one.team_load < chat_limit);

  it('only somebody free is chosen, and the best of them', () => {
    fc.assert(
      fc.property(candidates, team, last, (all, by, lastId) => {
        const able = all.filter((one) => isFree(one, by));
        const choice = chooseAgent(all, by, lastId);
        expect(choice.judged.map(({ member_id }) => member_id).sort()).toEqual(
          all.map(({ member_id }) => member_id).sort(),
        );
        if (choice.kind === 'nobody') {
          expect(able.length === 0 || by.strategy === 'manual').toBe(true);
          return;
        }
        const given = able.find(({ member_id }) => member_id === choice.member_id)!;
        expect(given).toBeDefined();
        if (by.sticky && able.some(({ member_id }) => member_id === lastId)) {
          expect([choice.member_id, choice.rule]).toEqual([lastId, 'sticky']);
          return;
        }
        for (const other of able) expect(isBefore(given, other, choice.rule)).toBe(true);
      }),
    );
  });

  it('the order in which they are read changes nothing, nor does anybody who can not have it', () => {
    fc.assert(
      fc.property(candidates, team, last, fc.nat(), (all, by, lastId, seed) => {
        const turned = all.map((_, at) => all[(at + seed) % all.length]!);
        expect(chooseAgent(turned, by, lastId)).toEqual(chooseAgent(all, by, lastId));
        const able = all.filter((one) => exclusionOf(one, by) === null);
        const [whole, fewer] = [chooseAgent(all, by, lastId), chooseAgent(able, by, lastId)];
        expect(fewer.kind === 'chosen' && fewer.member_id).toBe(whole.kind === 'chosen' && whole.member_id);
      }),
    );
  });

  it('one after the other, no limit is overrun, and everybody free is served', () => {
    fc.assert(
      fc.property(candidates, team, fc.nat(30), (all, by, chats) => {
        fc.pre(by.strategy !== 'manual');
        const now = all.map((one) => ({ ...one }));
        let given = 0;
        for (let at = 0; at < chats; at++) {
          const choice = chooseAgent(now, by, null);
          if (choice.kind === 'nobody') break;
          const taker = now.find(({ member_id }) => member_id === choice.member_id)!;
          Object.assign(taker, {
            load: taker.load + 1,
            team_load: taker.team_load + 1,
            last_assigned_at: 100 + at,
          });
          given++;
          expect(taker.load).toBeLessThanOrEqual(taker.limit);
          expect(taker.team_load).toBeLessThanOrEqual(by.chat_limit ?? Infinity);
        }
        const room = all
          .filter((one) => isFree(one, by))
          .reduce(
            (sum, one) => sum + Math.min(one.limit - one.load, (by.chat_limit ?? 99) - one.team_load),
            0,
          );
        expect(given).toBe(Math.min(chats, room));
      }),
    );
  });
});

function isBefore(given: Candidate, other: Candidate, by: string): boolean {
  const turn = (one: Candidate) => one.last_assigned_at ?? -1;
  if (by === 'priority') return given.position <= other.position;
  if (by === 'round_robin') return turn(given) <= turn(other);
  return given.load < other.load || (given.load === other.load && turn(given) <= turn(other));
}
