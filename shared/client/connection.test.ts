import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE } from '../protocol/close-codes.ts';
import { createConnection } from './connection.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { until } from './testing/until.ts';
import type { Connection, ConnectionOptions, ConnectionState, EventFrame } from './types.ts';

const CONVERSATION = '10000000-0000-4000-8000-000000000000';
const FETCH = { type: 'entries.fetch', conversation_id: CONVERSATION } as const;

let server: ScriptedServer;
let connection: Connection;
let states: ConnectionState[];
let events: EventFrame[];

function connect(options: Partial<ConnectionOptions> = {}): void {
  states = [];
  events = [];
  connection = createConnection({
    host: server.host,
    WebSocket,
    hello: () => ({ type: 'hello', v: 1, role: 'visitor', site: 'key', token: 'token' }),
    onState: (state) => states.push(state),
    onWelcome: () => {},
    onEvent: (event) => events.push(event),
    ...options,
    timing: { backoffMs: 5, maxBackoffMs: 20, ...options.timing },
  });
}
const live = (): Promise<void> => until(() => connection.state.kind === 'live');

beforeEach(async () => {
  server = await ScriptedServer.start();
  server.tokens.add('token');
});
afterEach(async () => {
  connection.close();
  await server.stop();
});

describe('connection', () => {
  it('touches no network before connect', async () => {
    connect();
    expect(connection.state).toEqual({ kind: 'idle' });
    await expect(connection.request(FETCH)).rejects.toMatchObject({ code: 'unavailable' });
    connection.send({ type: 'typing.set', conversation_id: CONVERSATION, typing: true });
    connection.nudge();
    connection.connect();
    await live();
    expect(server.upgrades).toBe(1);
  });

  it('[H1] [H5] says hello first, and nothing before the welcome', async () => {
    let letIn = (): void => {};
    server.script = (frame, socket) => {
      if (frame.type !== 'hello' || server.hellos.length) return undefined;
      letIn = () => socket.send(JSON.stringify({ type: 'welcome', role: 'visitor', heartbeat_ms: 25_000 }));
      return true;
    };
    connect();
    connection.connect();
    await until(() => server.hellos.length === 1);
    expect(connection.state.kind).toBe('connecting');
    await expect(connection.request(FETCH)).rejects.toMatchObject({ code: 'unavailable' });
    letIn();
    await live();
    expect(server.frames).toEqual([]);
  });

  it('[S1] matches answers and refusals to their requests in any order', async () => {
    const held: number[] = [];
    server.script = (frame, socket) => {
      if (frame.type !== 'read.set') return undefined;
      held.push(frame.id as number);
      if (held.length < 3) return true;
      const [first, second, third] = held;
      for (const answer of [
        { type: 'answer', id: third, result: { position: 3 } },
        { type: 'error', id: first, error: { code: 'not_found', message: 'No such conversation.' } },
        { type: 'error', error: { code: 'internal', message: 'Concerns nobody.' } },
        { type: 'answer', id: second, result: { position: 2 } },
      ]) {
        socket.send(JSON.stringify(answer));
      }
      return true;
    };
    connect();
    connection.connect();
    await live();
    const results = await Promise.allSettled(
      [1, 2, 3].map((position) =>
        connection.request({ type: 'read.set', conversation_id: CONVERSATION, position }),
      ),
    );
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'not_found', message: 'No such conversation.' } },
      { status: 'fulfilled', value: { position: 2 } },
      { status: 'fulfilled', value: { position: 3 } },
    ]);
  });

  it('fails requests in flight with unavailable when the socket dies, and comes back', async () => {
    server.script = (frame) => frame.type === 'entries.fetch' || undefined;
    connect();
    connection.connect();
    await live();
    const request = connection.request(FETCH);
    await until(() => server.frames.length === 1);
    server.cutAll();
    await expect(request).rejects.toMatchObject({ name: 'BellhopError', code: 'unavailable' });
    await until(() => server.hellos.length >= 2);
    await live();
  });

  it('fails a request that is never answered', async () => {
    server.script = (frame) => frame.type === 'entries.fetch' || undefined;
    connect({ timing: { requestMs: 30 } });
    connection.connect();
    await live();
    await expect(connection.request(FETCH)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    [CLOSE.malformed, 'bad_request'],
    [CLOSE.unauthenticated, 'unauthenticated'],
    [CLOSE.forbidden, 'forbidden'],
    [CLOSE.version, 'unsupported_version'],
  ])('[C1] stays away after %i, as %s', async (code, reason) => {
    connect();
    connection.connect();
    await live();
    server.closeAll(code);
    await until(() => connection.state.kind === 'refused');
    expect(connection.state).toMatchObject({ error: { code: reason } });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.upgrades).toBe(1);
    connection.connect();
    await live();
    expect(server.upgrades).toBe(2);
  });

  it.each([CLOSE.resume, CLOSE.hello_timeout, CLOSE.heartbeat, 1001, 1006, 1011, 1012])(
    '[C1] comes back after %i',
    async (code) => {
      connect();
      connection.connect();
      await live();
      if (code === 1006) server.cutAll();
      else server.closeAll(code);
      await until(() => server.hellos.length >= 2);
      await live();
    },
  );

  it.each([CLOSE.drain, CLOSE.rate_limited])(
    '[C2] waits as long as %i says, also when nudged',
    async (code) => {
      connect();
      connection.connect();
      await live();
      const before = Date.now();
      server.closeAll(code, '150');
      await until(() => connection.state.kind === 'waiting');
      expect(connection.state).toMatchObject({ assigned: true });
      connection.nudge();
      await until(() => server.hellos.length >= 2);
      expect(Date.now() - before).toBeGreaterThanOrEqual(145);
    },
  );

  it('[C2] backs off further and further while the server is away, and a nudge cuts the wait', async () => {
    connect({ timing: { backoffMs: 600_000, maxBackoffMs: 600_000 } });
    connection.connect();
    await live();
    server.closeAll(1011);
    await until(() => connection.state.kind === 'waiting');
    connection.nudge();
    await until(() => server.hellos.length >= 2);
  });

  it('[B1] [B2] pings when quiet, and gives up a line that is silent', async () => {
    server.heartbeatMs = 20;
    let mute = false;
    server.script = (frame) => (mute && frame.type === 'ping') || undefined;
    connect({ timing: { graceMs: 500 } });
    connection.connect();
    await live();
    await until(() => server.frames.filter(({ type }) => type === 'ping').length >= 3);
    expect(server.upgrades).toBe(1);
    mute = true;
    await until(() => server.hellos.length >= 2);
    mute = false;
    await live();
  });

  it('finds a dead line when nudged while live', async () => {
    server.script = (frame) => frame.type === 'ping' || undefined;
    connect({ timing: { graceMs: 300 } });
    server.heartbeatMs = 600_000;
    connection.connect();
    await live();
    connection.nudge();
    await until(() => server.frames.some(({ type }) => type === 'ping'));
    await until(() => server.hellos.length >= 2);
  });

  it('gives up a server that accepts the socket and never welcomes', async () => {
    server.script = (frame) => (frame.type === 'hello' && server.hellos.length === 0) || undefined;
    connect({ timing: { helloMs: 400 } });
    connection.connect();
    await live();
    expect(server.hellos.length).toBe(2);
  });

  it('[W6] passes over what it does not know', async () => {
    connect();
    connection.connect();
    await live();
    for (const socket of server.sockets) {
      for (const text of ['nonsense', '[]', 'null', '{"type":7}', '{"type":"answer","id":99}'])
        socket.send(text);
    }
    server.broadcast({ type: 'presence.changed', visitor_id: CONVERSATION, online: true });
    await until(() => events.length === 1);
    expect(connection.state.kind).toBe('live');
  });

  it('asks whether it may before every attempt', async () => {
    let show = (): void => {};
    connect({ whenReady: () => new Promise<void>((resolve) => (show = resolve)) });
    connection.connect();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.upgrades).toBe(0);
    show();
    await live();
  });

  it('closes for good, at any moment, and opens anew', async () => {
    connect();
    connection.connect();
    connection.close();
    expect(connection.state.kind).toBe('closed');
    connection.connect();
    await live();
    expect(server.hellos.length).toBe(1);
    connection.close();
    await until(() => server.sockets.size === 0);
    connection.connect();
    await live();
    expect(states.at(-1)).toEqual({ kind: 'live', transport: 'socket' });
  });
});
