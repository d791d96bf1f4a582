import type { Verdict } from './budgets.ts';
import type { Measures } from './measures.ts';

type Cell = string;
const HEAD: Cell[] = ['peer', 'messages/s', '× relay', 'p50 ms', 'p95 ms', 'p99 ms', 'kB idle', '× relay'];

/** A table in Markdown that also reads well in a terminal. */
export function renderTable(all: readonly Measures[]): string {
  const relay = all.find(({ peer }) => peer === 'ws-relay');
  const rows = all.map((one) => rowOf(one, relay));
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: Cell[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(HEAD), line(rule), ...rows.map(line)].join('\n');
}

function rowOf(one: Measures, relay: Measures | undefined): Cell[] {
  const idle = one.idleBytes;
  const relayIdle = relay?.idleBytes ?? null;
  return [
    one.peer,
    Math.round(one.perSecond).toLocaleString('en'),
    relay ? (one.perSecond / relay.perSecond).toFixed(2) : '–',
    ...[one.p50, one.p95, one.p99].map((ms) => ms.toFixed(1)),
    idle === null ? '–' : (idle / 1000).toFixed(1),
    idle === null || relayIdle === null ? '–' : (idle / relayIdle).toFixed(2),
  ];
}

export function renderVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ what, value, bound, limit, holds }) => {
      const sign = bound === 'min' ? '≥' : '≤';
      return `${holds ? 'ok    ' : 'BROKEN'} ${what}: ${value.toFixed(2)} (${sign} ${limit})`;
    })
    .join('\n');
}
