import { interleave } from './interleave.ts';
import { Load } from './load/start-load.ts';
import type { BenchOptions } from './options.ts';
import type { Peer, PeerName } from './peers/peer.ts';

const WARM_UP = 300;

/**
 * Bytes of a server's resident memory for each connection that said hello and is silent. Each time on a fresh process,
 * since one that has let go of connections keeps their pages; a few come and go before it counts, so that code and
 * pools are there.
 */
export async function measureIdle(
  peers: readonly Peer[],
  { idle, idleRounds }: BenchOptions,
  say: (text: string) => void,
): Promise<Map<PeerName, number[]>> {
  const samples = new Map<PeerName, number[]>();
  if (idle === 0) return samples;
  for (const { round, item: peer } of interleave(peers, idleRounds)) {
    await peer.restart();
    await whileConnected(peer, Math.min(WARM_UP, idle), async () => undefined);
    const bytes = await bytesOfConnection(peer, idle);
    say(`idle ${round}/${idleRounds} ${peer.name}: ${(bytes / 1000).toFixed(1)} kB`);
    samples.set(peer.name, [...(samples.get(peer.name) ?? []), bytes]);
  }
  return samples;
}

async function bytesOfConnection(peer: Peer, idle: number): Promise<number> {
  const before = await peer.server.memory();
  const after = await whileConnected(peer, idle, () => peer.server.memory());
  return (after - before) / idle;
}

async function whileConnected<T>(peer: Peer, visitors: number, work: () => Promise<T>): Promise<T> {
  const load = await Load.start({ target: peer.target, visitors });
  try {
    await load.hear('opened');
    return await work();
  } finally {
    await load.stop();
  }
}
