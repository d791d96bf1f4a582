import type { PeerName } from '../peers/peer.ts';
import { median, percentile } from './statistics.ts';

/** One round of one peer. */
export interface TrafficSample {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

/** A peer's medians over the rounds; null where nothing was measured. */
export interface Measures extends TrafficSample {
  peer: PeerName;
  idleBytes: number | null;
  rounds: TrafficSample[];
  idleRounds: number[];
}

export const sampleOf = (perSecond: number, latencies: readonly number[]): TrafficSample => ({
  perSecond,
  p50: percentile(latencies, 0.5),
  p95: percentile(latencies, 0.95),
  p99: percentile(latencies, 0.99),
});

export function measuresOf(peer: PeerName, rounds: TrafficSample[], idleRounds: number[]): Measures {
  const middle = (key: keyof TrafficSample) => median(rounds.map((round) => round[key]));
  return {
    peer,
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p95: middle('p95'),
    p99: middle('p99'),
    idleBytes: idleRounds.length === 0 ? null : median(idleRounds),
    rounds,
    idleRounds,
  };
}
