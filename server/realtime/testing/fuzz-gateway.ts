import { WebSocket } from 'ws';
import type { Seed } from '../../testing/seed.ts';
import type { AgentPass, TestNode, VisitorPass } from './wire-bench.ts';
import { mutatedFrame } from './malice.ts';
import type { WireClient } from './wire-client.ts';

export interface FuzzReport {
  sent: number;
  /** Close codes that sockets got, and how often. */
  closed: Map<number, number>;
}

const BURST = 150;

/** Sends mutated frames over strangers', visitors' and agents' sockets, a new socket for each that is closed. */
export async function fuzzGateway(
  node: TestNode,
  count: number,
  people: { seed: Seed; visitor: VisitorPass; agent: AgentPass },
): Promise<FuzzReport> {
  const closed = new Map<number, number>();
  let sent = 0;
  const openers: Array<() => Promise<WireClient>> = [
    () => node.client().open(),
    () => node.visitor(people.seed, people.visitor),
    () => node.agent(people.agent),
  ];
  for (let round = 0; sent < count; round++) {
    const client = await openers[round % openers.length]?.();
    if (!client) break;
    for (let at = 0; at < BURST && sent < count && client.socket.readyState === WebSocket.OPEN; at++) {
      // As text: invalid UTF-8 is part of it.
      client.raw(mutatedFrame(), { binary: false });
      sent++;
      if (at % 10 === 9) await new Promise((done) => setImmediate(done));
    }
    if (client.goodbye === null) await client.settle();
    const code = client.goodbye?.code ?? 0;
    closed.set(code, (closed.get(code) ?? 0) + 1);
    client.close();
    await client.closed();
    node.clients.splice(node.clients.indexOf(client), 1);
  }
  return { sent, closed };
}
