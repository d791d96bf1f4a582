import { expect, it } from 'vitest';
import { parseOptions } from './options.ts';
import { PEER_NAMES } from './peers/peer.ts';

it('measures all peers in full and holds the budgets, unless told otherwise', () => {
  expect(parseOptions([])).toMatchObject({ only: [...PEER_NAMES], rounds: 5, rate: 2000, assert: true });
  expect(parseOptions(['--quick'])).toMatchObject({ rounds: 1, assert: false });
  expect(parseOptions(['--rounds', '2', '--no-assert', '--only', 'ws-relay,bellhop-pglite'])).toMatchObject({
    only: ['ws-relay', 'bellhop-pglite'],
    rounds: 2,
    assert: false,
  });
});

it('sweeps idle conversations only when told', () => {
  expect(parseOptions([]).idleSweep).toBe(0);
  expect(parseOptions(['--idle-sweep']).idleSweep).toBe(50_000);
  expect(parseOptions(['--idle-sweep', '--conversations', '600']).idleSweep).toBe(600);
  expect(() => parseOptions(['--idle-sweep', '--conversations', '7'])).toThrow('even');
});

it('measures routing beside the rest, for a shorter time when quick, or alone', () => {
  expect(parseOptions([])).toMatchObject({ routing: false, routingSeconds: 12 });
  expect(parseOptions(['--quick']).routingSeconds).toBe(3);
  expect(parseOptions(['--routing']).routing).toBe(true);
});

it('names what does not fit', () => {
  expect(() => parseOptions(['--only', 'pigeon'])).toThrow("knows no 'pigeon'");
  expect(() => parseOptions(['--rounds', 'many'])).toThrow('--rounds');
  expect(() => parseOptions(['--rounds', '0'])).toThrow('--rounds');
  expect(() => parseOptions(['--in-flight', '3000'])).toThrow('twice');
  expect(() => parseOptions(['--idle', '6000'])).toThrow('--idle');
  expect(() => parseOptions(['--fast'])).toThrow("'--fast'");
});
