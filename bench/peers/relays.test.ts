import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { startRelay } from './start-relay.ts';
import { Crowd } from '../load/crowd.ts';
import { runOpenLoop } from '../load/open-loop.ts';
import { RelayProtocol } from '../load/relay-protocol.ts';
import { SocketIoProtocol } from '../load/socket-io-protocol.ts';

const once = (socket: Socket, event: string) =>
  new Promise<unknown>((resolve) => socket.once(event, resolve));

const SHORT = { rate: 200, warmUpMs: 0, measureMs: 100 };

it('speaks to the relay as its own client does', async () => {
  const peer = await startRelay('socket-io-relay');
  const options = { transports: ['websocket'], forceNew: true };
  const agent = io(peer.target.url, { ...options, auth: { role: 'agent' } });
  const visitor = io(peer.target.url, options);
  try {
    await Promise.all([once(agent, 'connect'), once(visitor, 'connect')]);
    const heard = once(agent, 'message');
    const answer: unknown = await visitor.emitWithAck('message', { id: 1, text: 'Hello' });
    expect(answer).toEqual({ id: 1 });
    expect(await heard).toEqual({ id: 1, text: 'Hello' });
  } finally {
    agent.close();
    visitor.close();
    await peer.stop();
  }
});

it.each([
  ['ws-relay', RelayProtocol],
  ['socket-io-relay', SocketIoProtocol],
] as const)('carries a crowd over %s', async (name, ProtocolOf) => {
  const peer = await startRelay(name);
  const failures: Error[] = [];
  const crowd = new Crowd(10, (error) => failures.push(error));
  const protocol = new ProtocolOf(peer.target, crowd);
  try {
    await crowd.open(protocol);
    await protocol.openAgent();
    expect(await runOpenLoop(crowd, SHORT)).toHaveLength(20);
    expect(await peer.server.memory()).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  } finally {
    protocol.close();
    await peer.stop();
  }
});
