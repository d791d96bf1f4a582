import { expect, it } from 'vitest';
import type { PeerName } from '../peers/peer.ts';
import { judge } from './budgets.ts';
import { measuresOf, sampleOf, type Measures } from './measures.ts';
import { renderTable, renderVerdicts } from './table.ts';

const measured = (peer: PeerName, perSecond: number, p99 = 1, idleBytes = 5000): Measures =>
  measuresOf(peer, [{ perSecond, p50: 1, p95: 1, p99 }], [idleBytes]);

const broken = (...all: Measures[]) =>
  judge(all)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

it('holds at the edge of every budget', () => {
  const all = [
    measured('ws-relay', 10_000),
    measured('socket-io-relay', 4500),
    measured('bellhop-postgres', 4500, 25, 10_000),
  ];
  expect(judge(all)).toHaveLength(4);
  expect(broken(...all)).toEqual([]);
});

it('breaks beyond each', () => {
  const relay = measured('ws-relay', 10_000);
  const socketIo = measured('socket-io-relay', 4000);
  expect(broken(relay, socketIo, measured('bellhop-postgres', 4499))).toEqual([
    'throughput on Postgres / ws relay',
  ]);
  expect(broken(measured('socket-io-relay', 4501), measured('bellhop-postgres', 4500))).toEqual([
    "throughput on Postgres / Socket.IO's relay",
  ]);
  expect(broken(measured('bellhop-postgres', 5000, 25.1))).toEqual(['latency p99 on Postgres, ms']);
  expect(broken(relay, measured('bellhop-postgres', 5000, 1, 10_001))).toEqual([
    'memory an idle connection on Postgres / ws relay',
  ]);
});

it('judges only what was measured', () => {
  expect(judge([measured('ws-relay', 1), measured('bellhop-pglite', 1)])).toEqual([]);
  const noIdle = measuresOf('bellhop-postgres', [sampleOf(1, [1])], []);
  expect(judge([measured('ws-relay', 1), noIdle]).map(({ what }) => what)).not.toContain(
    'memory an idle connection on Postgres / ws relay',
  );
});

it('takes the median of each figure by itself', () => {
  const rounds = [sampleOf(30, [1]), sampleOf(10, [3]), sampleOf(20, [2])];
  expect(measuresOf('ws-relay', rounds, [9, 1, 5])).toMatchObject({ perSecond: 20, p99: 2, idleBytes: 5 });
});

it('draws a table whose lines are equally long, and says what is broken', () => {
  const all = [measured('ws-relay', 12_345.6), measured('bellhop-postgres', 1234.5, 31)];
  const lines = renderTable(all).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[3]).toContain('1,235');
  expect(lines[3]).toContain('0.10');
  expect(renderVerdicts(judge(all))).toContain('BROKEN latency p99 on Postgres, ms: 31.00 (≤ 25)');
});
