import type { PeerName } from '../peers/peer.ts';
import type { Measures } from './measures.ts';

export interface Verdict {
  what: string;
  value: number;
  /** 'at least' or 'at most' this. */
  bound: 'min' | 'max';
  limit: number;
  holds: boolean;
}

const MIN_OF_RELAY = 0.45;
const MIN_OF_SOCKET_IO = 1;
const MAX_P99_MS = 25;
const MAX_IDLE_RATIO = 2;

/** The budgets of which everything that they compare was measured. */
export function judge(all: readonly Measures[]): Verdict[] {
  const of = (peer: PeerName) => all.find((measures) => measures.peer === peer);
  const [relay, socketIo, bellhop] = [of('ws-relay'), of('socket-io-relay'), of('bellhop-postgres')];
  if (!bellhop) return [];
  const verdicts = [verdict('latency p99 on Postgres, ms', bellhop.p99, 'max', MAX_P99_MS)];
  if (socketIo) {
    const ratio = bellhop.perSecond / socketIo.perSecond;
    verdicts.unshift(verdict("throughput on Postgres / Socket.IO's relay", ratio, 'min', MIN_OF_SOCKET_IO));
  }
  if (relay) {
    const ratio = bellhop.perSecond / relay.perSecond;
    verdicts.unshift(verdict('throughput on Postgres / ws relay', ratio, 'min', MIN_OF_RELAY));
  }
  if (relay && relay.idleBytes !== null && bellhop.idleBytes !== null) {
    const ratio = bellhop.idleBytes / relay.idleBytes;
    verdicts.push(verdict('memory an idle connection on Postgres / ws relay', ratio, 'max', MAX_IDLE_RATIO));
  }
  return verdicts;
}

const verdict = (what: string, value: number, bound: 'min' | 'max', limit: number): Verdict => ({
  what,
  value,
  bound,
  limit,
  holds: bound === 'min' ? value >= limit : value <= limit,
});
