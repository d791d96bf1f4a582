import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createPolling } from './polling.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { until } from './testing/until.ts';
import { createTransport } from './transport.ts';
import type { Connection, ConnectionState, EventFrame, Surroundings } from './types.ts';

const CONVERSATION = '10000000-0000-4000-8000-000000000000';

let server: ScriptedServer;
let connection: Connection;
let states: ConnectionState[];
let events: EventFrame[];
let welcomes: number;

function connect(options: Partial<Surroundings> = {}): void {
  states = [];
  events = [];
  welcomes = 0;
  connection = createTransport({
    host: server.host,
    WebSocket,
    loadPolling: async () => createPolling,
    hello: () => ({ type: 'hello', v: 1, role: 'visitor', site: 'key', token: 'token' }),
    onState: (state) => states.push(state),
    onWelcome: () => welcomes++,
    onEvent: (event) => events.push(event),
    ...options,
    timing: {
      backoffMs: 5,
      maxBackoffMs: 20,
      fallbackAfterMs: 60,
      retrySocketMs: 80,
      pollWaitMs: 200,
      ...options.timing,
    },
  });
  connection.connect();
}
const liveBy = (transport: string): Promise<void> =>
  until(() => connection.state.kind === 'live' && connection.state.transport === transport);
const start = (clientId: string, text: string) =>
  connection.request({
    type: 'conversation.start',
    conversation_id: CONVERSATION,
    client_id: clientId,
    text,
  });

beforeEach(async () => {
  server = await ScriptedServer.start();
  server.tokens.add('token');
});
afterEach(async () => {
  connection.close();
  await server.stop();
});

describe('transport', () => {
  it('uses a socket, and never loads the fallback, where sockets work', async () => {
    let loaded = false;
    connect({
      loadPolling: async () => ((loaded = true), createPolling),
      timing: { fallbackAfterMs: 1_000 },
    });
    await liveBy('socket');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(loaded).toBe(false);
    expect(server.polls).toBe(0);
  });

  it('[P1] [P2] polls where sockets are blocked: requests, refusals and events', async () => {
    server.acceptSockets = false;
    connect();
    await liveBy('polling');
    expect(welcomes).toBe(1);
    const answer = await start('20000000-0000-4000-8000-000000000000', 'Hello');
    expect(answer).toMatchObject({ conversation_id: CONVERSATION, seq: 2 });
    await until(() => events.length === 2);
    server.append(CONVERSATION, 'Good morning', 'agent');
    await until(() => events.length === 3);
    expect(events[2]).toMatchObject({ type: 'conversation.changed', entries: [{ seq: 3 }] });
    expect(states.filter(({ kind }) => kind === 'live').length).toBe(1);
  });

  it('[P2] interrupts a poll that waits when there is something to say', async () => {
    server.acceptSockets = false;
    connect({ timing: { pollWaitMs: 60_000, retrySocketMs: 600_000 } });
    await liveBy('polling');
    await until(() => server.polls === 2);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((text, at) => start(`2000000${at}-0000-4000-8000-000000000000`, text)),
    );
    expect(answers.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(server.said()).toEqual(['a', 'b', 'c']);
  });

  it('[P1] goes back to a socket when one opens, by itself and when nudged', async () => {
    server.acceptSockets = false;
    connect();
    await liveBy('polling');
    await until(() => server.upgrades >= 3);
    server.acceptSockets = true;
    await liveBy('socket');
    const { polls } = server;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(server.polls).toBe(polls);
    expect(welcomes).toBe(2);
  });

  it('goes back at once when nudged', async () => {
    server.acceptSockets = false;
    // The nudged try is the only one, and is let go after as long as the first: a busy machine needs more than 60 ms.
    connect({ timing: { fallbackAfterMs: 1_000, retrySocketMs: 600_000 } });
    await liveBy('polling');
    server.acceptSockets = true;
    connection.nudge();
    await liveBy('socket');
  });

  it('[P4] is refused by a poll as by a socket', async () => {
    server.acceptSockets = false;
    server.tokens.clear();
    connect();
    await until(() => connection.state.kind === 'refused');
    expect(connection.state).toMatchObject({ error: { code: 'unauthenticated' } });
  });

  it('prefers a socket again after the whole server was away', async () => {
    const { port } = server;
    await server.stop();
    connect();
    await until(() => states.some(({ kind }) => kind === 'waiting'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    server = await ScriptedServer.start(port);
    server.tokens.add('token');
    await liveBy('socket');
  });

  it('does not take a wait that the server assigned for a blocked socket', async () => {
    connect({ timing: { fallbackAfterMs: 600 } });
    await liveBy('socket');
    server.closeAll(4002, '1000');
    await until(() => server.hellos.length >= 2);
    await liveBy('socket');
    expect(server.polls).toBe(0);
  });

  it('stays closed', async () => {
    server.acceptSockets = false;
    connect();
    await liveBy('polling');
    connection.close();
    // What was on its way when it closed still arrives.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { polls, upgrades } = server;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([server.polls, server.upgrades]).toEqual([polls, upgrades]);
    expect(connection.state.kind).toBe('closed');
  });
});
