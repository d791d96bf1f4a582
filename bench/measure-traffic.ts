import { interleave } from './interleave.ts';
import { Load } from './load/start-load.ts';
import type { BenchOptions } from './options.ts';
import type { Peer, PeerName } from './peers/peer.ts';
import { sampleOf, type TrafficSample } from './report/measures.ts';

const CLOSED_WARM_UP_MS = 1500;
const OPEN_WARM_UP_MS = 500;

/** Rounds of the closed and the open loop over all peers, each round with a fresh load process. */
export async function measureTraffic(
  peers: readonly Peer[],
  options: BenchOptions,
  say: (text: string) => void,
): Promise<Map<PeerName, TrafficSample[]>> {
  const samples = new Map<PeerName, TrafficSample[]>();
  for (const { round, item: peer } of interleave(peers, options.rounds)) {
    const sample = await measureRound(peer, options);
    const { perSecond, p50, p99 } = sample;
    say(
      `round ${round}/${options.rounds} ${peer.name}: ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    );
    samples.set(peer.name, [...(samples.get(peer.name) ?? []), sample]);
  }
  return samples;
}

async function measureRound(peer: Peer, options: BenchOptions): Promise<TrafficSample> {
  const measureMs = options.seconds * 1000;
  const load = await Load.start({
    target: peer.target,
    visitors: options.visitors,
    traffic: {
      closed: { inFlight: options.inFlight, warmUpMs: CLOSED_WARM_UP_MS, measureMs },
      open: { rate: options.rate, warmUpMs: OPEN_WARM_UP_MS, measureMs },
    },
  });
  try {
    const { perSecond, latencies } = await load.hear('measured');
    return sampleOf(perSecond, latencies);
  } finally {
    await load.stop();
  }
}
