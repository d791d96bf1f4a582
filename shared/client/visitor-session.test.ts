import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createPolling } from './polling.ts';
import { createMemoryStore } from './stores.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { until } from './testing/until.ts';
import type { KeyValueStore, Thread, VisitorSession, VisitorSessionOptions } from './types.ts';
import { createVisitorLine } from './visitor-line.ts';
import { createVisitorSession } from './visitor-session.ts';

let server: ScriptedServer;
let store: KeyValueStore;
let sessions: VisitorSession[];

function visit(options: Partial<VisitorSessionOptions> = {}): VisitorSession {
  const session = createVisitorSession({
    host: server.host,
    site: 'key',
    store,
    WebSocket,
    loadPolling: async () => createPolling,
    loadLine: async () => createVisitorLine,
    ...options,
    timing: { backoffMs: 5, maxBackoffMs: 20, ...options.timing },
  });
  sessions.push(session);
  return session;
}
const thread = (session: VisitorSession, id: string): Thread | undefined =>
  session.getState().threads.get(id);
const texts = (session: VisitorSession, id: string): unknown[] =>
  (thread(session, id)?.timeline.entries ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ body }) => body.text);
const pending = (session: VisitorSession, id: string): string[] =>
  (thread(session, id)?.timeline.pending ?? []).map(({ text, state }) => `${state} ${text}`);
const isLive = (session: VisitorSession): boolean => session.getState().connection.kind === 'live';

beforeEach(async () => {
  server = await ScriptedServer.start();
  store = createMemoryStore();
  sessions = [];
});
afterEach(async () => {
  for (const session of sessions) session.pause();
  await server.stop();
});

describe('visitor session', () => {
  it('[S29] stores nothing and connects nothing before the first message', async () => {
    const session = visit();
    expect(session.resume()).toBe(false);
    session.nudge();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(store.keys('')).toEqual([]);
    expect([server.sessions, server.upgrades, server.polls]).toEqual([0, 0, 0]);
    expect(session.getState()).toMatchObject({ connection: { kind: 'idle' }, known: false, unread: 0 });
  });

  it('[M1] stores a message before it sends it, and keeps it until it is answered', async () => {
    const session = visit();
    const sent = session.send('Hello');
    expect(store.keys('bellhop:key:outbox:')).toEqual([`bellhop:key:outbox:${sent.client_id}`]);
    expect(pending(session, sent.conversation_id)).toEqual(['pending Hello']);
    expect(await sent.answered).toMatchObject({ client_id: sent.client_id, seq: 2 });
    await until(() => texts(session, sent.conversation_id).length === 1);
    expect(pending(session, sent.conversation_id)).toEqual([]);
    expect(store.keys('')).toEqual(['bellhop:key:token']);
    expect(session.getState().conversations.map(({ id }) => id)).toEqual([sent.conversation_id]);
  });

  it('[H7] takes a welcome that comes anew for what it says of the hours, and goes on as it was', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('Hello');
    await answered;
    await until(() => session.getState().opening?.open === true && isLive(session));
    const before = session.getState();
    const opening = { open: false, changes_at: '2030-01-01T09:00:00.000Z' };
    server.broadcast({
      type: 'welcome',
      v: 1,
      role: 'visitor',
      heartbeat_ms: server.heartbeatMs,
      limits: { text_length: 10_000, frame_bytes: 65_536, page_entries: 100 },
      visitor: before.visitor,
      opening,
      conversations: [],
    });
    await until(() => session.getState().opening?.open === false);
    expect(session.getState()).toMatchObject({ opening, conversations: before.conversations, known: true });
    expect(session.getState().connection).toEqual(before.connection);
    await session.send('Still here', id).answered;
    expect([server.said(), server.upgrades]).toEqual([['Hello', 'Still here'], 1]);
  });

  it('[M9] sends the next message of a conversation only after the answer', async () => {
    const session = visit();
    const first = session.send('1');
    const others = ['2', '3', '4'].map((text) => session.send(text, first.conversation_id));
    await Promise.all(others.map(({ answered }) => answered));
    expect(server.said()).toEqual(['1', '2', '3', '4']);
    expect(server.frames.map(({ type }) => type).filter((type) => type.includes('.s'))).toEqual([
      'conversation.start',
      'message.send',
      'message.send',
      'message.send',
    ]);
  });

  it('makes one visitor, though more is said while its token is being made', async () => {
    const session = visit();
    const sent = [session.send('1')];
    const stop = session.subscribe(() => {
      if (session.getState().connection.kind !== 'connecting') return;
      stop();
      sent.push(session.send('2'));
    });
    await until(() => sent.length === 2);
    await Promise.all(sent.map(({ answered }) => answered));
    expect(server.sessions).toBe(1);
  });

  it('refuses an impossible text before it is stored', () => {
    const session = visit();
    for (const text of ['', ' \n', 'a\0b', 'x'.repeat(10_001)]) {
      expect(() => session.send(text)).toThrow(
        expect.objectContaining({ code: 'bad_request', field: 'text' }),
      );
    }
    expect(store.keys('')).toEqual([]);
  });

  it('[M5] sends again what was cut off before its answer, once in the log', async () => {
    let cuts = 0;
    server.script = (frame, socket) => {
      if (frame.type !== 'message.send' || cuts >= 3) return undefined;
      // The second time it is committed, and the answer and the event are lost.
      if (cuts++ === 1)
        server.append(
          String(frame.conversation_id),
          String(frame.text),
          'visitor',
          String(frame.client_id),
          true,
        );
      socket.terminate();
      return true;
    };
    const session = visit();
    const { conversation_id: id } = session.send('1');
    await Promise.all(['2', '3', '4'].map((text) => session.send(text, id).answered));
    await until(() => texts(session, id).length === 4);
    expect(server.said()).toEqual(['1', '2', '3', '4']);
    expect(texts(session, id)).toEqual(['1', '2', '3', '4']);
    expect(cuts).toBeGreaterThanOrEqual(2);
    expect(store.keys('bellhop:key:outbox:')).toEqual([]);
  });

  it('goes on after a reload in the middle, with what the store holds', async () => {
    const { port } = server;
    const before = visit();
    const first = before.send('1');
    await first.answered;
    await server.stop();
    await until(() => !isLive(before));
    const second = before.send('2', first.conversation_id);
    before.send('3', first.conversation_id);
    before.pause();

    const after = visit();
    expect(pending(after, first.conversation_id)).toEqual([]);
    expect(after.resume()).toBe(true);
    expect(pending(after, first.conversation_id)).toEqual(['pending 2', 'pending 3']);
    const { logs } = server;
    server = await ScriptedServer.start(port);
    server.tokens.add('token-1');
    for (const [id, log] of logs) server.logs.set(id, log);
    await until(() => texts(after, first.conversation_id).length === 3);
    expect(server.said()).toEqual(['1', '2', '3']);
    const log = server.logs.get(first.conversation_id) ?? [];
    expect(log.filter(({ client_id }) => client_id === second.client_id).length).toBe(1);
    expect(store.keys('bellhop:key:outbox:')).toEqual([]);
  });

  it('is one visitor in two tabs, and doubles nothing that both hold', async () => {
    server.script = (frame) => frame.type === 'conversation.start' || undefined;
    const one = visit();
    const { conversation_id: id } = one.send('1');
    await until(() => server.frames.some(({ type }) => type === 'conversation.start'));
    const two = visit();
    expect(two.resume()).toBe(true);
    await until(() => server.frames.filter(({ type }) => type === 'conversation.start').length === 2);
    server.script = () => undefined;
    server.cutAll();
    await until(() => texts(one, id).length === 1 && texts(two, id).length === 1);
    expect(server.said()).toEqual(['1']);
    expect(server.sessions).toBe(1);
    expect([pending(one, id), pending(two, id)]).toEqual([[], []]);
  });

  it('holds a queue behind a refused message until it is sent again or discarded', async () => {
    server.script = (frame) =>
      frame.text === 'bad' ? { code: 'conflict', message: 'The conversation has ended.' } : undefined;
    const session = visit();
    const first = session.send('1');
    const { conversation_id: id } = first;
    const bad = session.send('bad', id);
    const next = session.send('next', id);
    await expect(bad.answered).rejects.toMatchObject({ code: 'conflict' });
    expect(thread(session, id)?.timeline.pending[0]).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', message: 'The conversation has ended.' },
    });
    session.nudge();
    session.retry(bad.client_id);
    await until(() => pending(session, id)[0] === 'failed bad');
    expect(pending(session, id)).toEqual(['failed bad', 'pending next']);

    const reloaded = visit();
    reloaded.resume();
    await until(() => isLive(reloaded));
    expect(pending(reloaded, id)).toEqual(['failed bad', 'pending next']);

    session.discard(bad.client_id);
    await next.answered;
    expect(server.said()).toEqual(['1', 'next']);
  });

  it('begins the conversation with the next message when the first is discarded', async () => {
    server.script = (frame) => (frame.text === 'bad' ? { code: 'bad_request', message: 'No.' } : undefined);
    const session = visit();
    const bad = session.send('bad');
    const next = session.send('next', bad.conversation_id);
    await expect(bad.answered).rejects.toMatchObject({ code: 'bad_request' });
    session.discard(bad.client_id);
    await next.answered;
    expect(server.said()).toEqual(['next']);
    expect(server.frames.at(-1)).toMatchObject({ type: 'conversation.start' });
  });

  it('[L1] waits as long as a limit says, and loses nothing', async () => {
    let refusals = 0;
    const times: number[] = [];
    server.script = (frame) => {
      if (!('text' in frame)) return undefined;
      times.push(Date.now());
      return refusals++ === 0 ? { code: 'rate_limited', message: 'Slower.', retry_after: 0.15 } : undefined;
    };
    const session = visit();
    const { conversation_id: id } = session.send('1');
    await until(() => refusals === 1);
    await session.send('2', id).answered;
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(145);
    expect(server.said()).toEqual(['1', '2']);
  });

  it('gives a message up as failed when the server breaks on it every time', async () => {
    server.script = (frame) => (frame.text === 'poison' ? { code: 'internal', message: 'Oops.' } : undefined);
    const session = visit();
    const sent = session.send('poison');
    await expect(sent.answered).rejects.toMatchObject({ code: 'internal' });
    expect(pending(session, sent.conversation_id)).toEqual(['failed poison']);
  });

  it('[R3] fetches what an event jumped over before it shows the event', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    await until(() => texts(session, id).length === 1);
    server.pageSize = 2;
    for (const text of ['a', 'b', 'c', 'd', 'e']) server.append(id, text, 'agent', undefined, true);
    const shown: number[] = [];
    session.subscribe(() => shown.push(texts(session, id).length));
    server.append(id, 'f', 'agent');
    await until(() => texts(session, id).length === 7);
    expect(texts(session, id)).toEqual(['1', 'a', 'b', 'c', 'd', 'e', 'f']);
    expect([...new Set(shown)]).toEqual([1, 3, 5, 7]);
    expect(thread(session, id)?.timeline).toMatchObject({ missing: null, held: [], hasEarlier: false });
  });

  it('[R1] resumes with the latest page, and reads earlier ones when asked', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    for (let n = 2; n <= 9; n++) server.append(id, String(n), 'agent', undefined, true);
    session.pause();
    server.pageSize = 4;
    const again = visit();
    again.resume();
    await again.open(id);
    expect(texts(again, id)).toEqual(['6', '7', '8', '9']);
    expect(thread(again, id)).toMatchObject({ loaded: true, timeline: { hasEarlier: true } });
    await Promise.all([again.loadEarlier(id), again.loadEarlier(id)]);
    await again.loadEarlier(id);
    expect(texts(again, id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(thread(again, id)?.timeline.hasEarlier).toBe(false);
  });

  it('counts what agents said and was not read, and tells what was', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    server.append(id, 'a', 'agent');
    server.append(id, 'b', 'agent');
    await until(() => session.getState().unread === 2);
    const again = visit();
    again.resume();
    await until(() => again.getState().unread === 2);
    await session.markRead(id);
    expect(session.getState().unread).toBe(0);
    expect(server.frames.at(-1)).toMatchObject({ type: 'read.set', position: 4 });
  });

  it('tells after a reconnect what was read while offline', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    server.append(id, 'a', 'agent');
    await until(() => texts(session, id).length === 2);
    expect(session.getState().unread).toBe(1);
    server.acceptSockets = false;
    server.cutAll();
    await until(() => !isLive(session));
    await session.markRead(id);
    expect(session.getState().unread).toBe(0);
    server.acceptSockets = true;
    await until(() => server.frames.some(({ type }) => type === 'read.set'));
    expect(session.getState().unread).toBe(0);
  });

  it('[C3] drops a dead token, and sends what is pending in a new session as a new conversation', async () => {
    const session = visit();
    const first = session.send('1');
    await first.answered;
    server.script = (frame) => frame.text === '2' || undefined;
    const second = session.send('2', first.conversation_id);
    await until(() => server.frames.some(({ text }) => text === '2'));
    server.script = () => undefined;
    server.tokens.clear();
    server.logs.clear();
    server.closeAll(4401);
    const answer = await second.answered;
    const moved = session.getState().moved.get(first.conversation_id) ?? '';
    expect(moved).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.conversation_id).toBe(moved);
    await until(() => texts(session, moved).length === 1);
    expect(server.logs.get(moved)?.length).toBe(2);
    expect(server.sessions).toBe(2);
    expect([...session.getState().threads.keys()]).toEqual([moved]);
    expect(store.get('bellhop:key:token')).toBe('token-2');
    const third = session.send('3', first.conversation_id);
    expect(third.conversation_id).toBe(moved);
  });

  it('stays away with a dead token when nothing is pending, and begins anew with the next message', async () => {
    const session = visit();
    const first = session.send('1');
    await first.answered;
    await until(() => texts(session, first.conversation_id).length === 1);
    server.tokens.clear();
    server.closeAll(4401);
    await until(() => session.getState().connection.kind === 'refused');
    expect(session.getState()).toMatchObject({ known: false, conversations: [], unread: 0 });
    expect(store.keys('')).toEqual([]);
    const next = session.send('2', first.conversation_id);
    expect(next.conversation_id).not.toBe(first.conversation_id);
    await next.answered;
  });

  it('does not go round and round when every token is refused', async () => {
    server.script = (frame, socket) => {
      if (frame.type !== 'hello') return { code: 'unauthenticated', message: 'Gone.' };
      socket.close(4401);
      return true;
    };
    const session = visit();
    const sent = session.send('1');
    await until(() => session.getState().connection.kind === 'refused');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.sessions).toBe(2);
    expect(store.keys('bellhop:key:outbox:')).toEqual([`bellhop:key:outbox:${sent.client_id}`]);
  });

  it('keeps trying for a session while the server is away, and reports a refusal', async () => {
    server.sessionError = { code: 'unavailable', message: 'Later.' };
    const session = visit();
    const sent = session.send('1');
    await until(() => session.getState().connection.kind === 'waiting');
    server.sessionError = null;
    await sent.answered;
    session.reset();
    server.sessionError = { code: 'forbidden', message: 'Not from this page.' };
    session.send('2');
    await until(() => session.getState().connection.kind === 'refused');
    expect(session.getState().connection).toMatchObject({
      error: { code: 'forbidden', message: 'Not from this page.' },
    });
  });

  it('[S10] leaves nothing of the former visitor after a reset', async () => {
    const session = visit();
    await session.send('1').answered;
    server.script = (frame) => frame.text === '2' || undefined;
    const second = session.send('2');
    await until(() => server.frames.some(({ text }) => text === '2'));
    session.reset();
    await expect(second.answered).rejects.toMatchObject({ code: 'unavailable' });
    expect(store.keys('')).toEqual([]);
    await until(() => server.tokens.size === 0);
    expect(session.getState()).toEqual(visit().getState());
    server.script = () => undefined;
    await session.send('3').answered;
    expect(server.sessions).toBe(2);
  });

  it('works where storage is blocked', async () => {
    const blocked = (): never => {
      throw new Error('SecurityError');
    };
    const session = visit({ store: { get: blocked, set: blocked, remove: blocked, keys: blocked } });
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    server.cutAll();
    await session.send('2', id).answered;
    expect(server.said()).toEqual(['1', '2']);
    expect(server.sessions).toBe(1);
  });

  it('passes over what is no item in the store', () => {
    store.set('bellhop:key:outbox:1', 'nonsense');
    store.set('bellhop:key:outbox:2', '{"text":7}');
    expect(visit().resume()).toBe(false);
  });

  it('[T1] [T2] tells of typing no oftener than may be, and shows it until it ends', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    await until(() => isLive(session));
    for (let n = 0; n < 5; n++) session.typing(id, true);
    session.typing(id, false);
    session.typing(id, false);
    const told = () => server.frames.filter(({ type }) => type === 'typing.set').map(({ typing }) => typing);
    await until(() => told().length === 2);
    expect(told()).toEqual([true, false]);

    const typing = { type: 'typing.changed', conversation_id: id, typing: true };
    const who = () => thread(session, id)?.typing.map(({ name }) => name);
    server.broadcast({ ...typing, sender: { kind: 'agent', id: null, name: 'Ada' } });
    server.broadcast({ ...typing, sender: { kind: 'agent', id: null, name: 'Bo' } });
    await until(() => who()?.length === 2);
    server.append(id, 'Hello', 'agent');
    await until(() => texts(session, id).length === 2);
    expect(who()).toEqual(['Bo']);
  });

  it('[T2] forgets who typed and was not heard of again', async () => {
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    await until(() => texts(session, id).length === 1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const sender = { kind: 'agent', id: null, name: 'Ada' };
      server.broadcast({ type: 'typing.changed', conversation_id: id, sender, typing: true });
      while (!thread(session, id)?.typing.length) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(5_999);
      expect(thread(session, id)?.typing.length).toBe(1);
      vi.advanceTimersByTime(2);
      expect(thread(session, id)?.typing).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[P1] works the same by polling', async () => {
    server.acceptSockets = false;
    const session = visit({ timing: { fallbackAfterMs: 40, retrySocketMs: 100, pollWaitMs: 200 } });
    const { conversation_id: id, answered } = session.send('1');
    await answered;
    await session.send('2', id).answered;
    server.append(id, 'a', 'agent');
    await until(() => texts(session, id).length === 3);
    server.acceptSockets = true;
    await until(() => server.sockets.size > 0);
    await session.send('3', id).answered;
    expect(server.said()).toEqual(['1', '2', 'a', '3']);
    expect(isLive(session)).toBe(true);
  });

  it('replaces its state at every change, and tells only who still listens', async () => {
    const session = visit();
    const seen = new Set<unknown>();
    let calls = 0;
    const stop = session.subscribe(() => (calls++, seen.add(session.getState())));
    await session.send('1').answered;
    expect(seen.size).toBe(calls);
    stop();
    const before = calls;
    await session.send('2').answered;
    expect(calls).toBe(before);
  });
});
