import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createPause } from './pause.ts';
import { createMemoryStore } from './stores.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { until } from './testing/until.ts';
import type { KeyValueStore, VisitorSession, VisitorSessionOptions } from './types.ts';
import { createVisitorLine, type CreateVisitorLine } from './visitor-line.ts';
import { createVisitorSession } from './visitor-session.ts';

interface Step {
  conversation: number;
  /** What befalls it the first time: cut off before or after it was taken, or told to wait. */
  fate: string;
  /** What is waited for before the next is said. */
  until: string;
}

let server: ScriptedServer;
let store: KeyValueStore;
let sessions: VisitorSession[];
let loads: number;

const load = async (): Promise<CreateVisitorLine> => (loads++, createVisitorLine);
const failing = async (): Promise<never> => {
  loads++;
  throw new TypeError('Failed to fetch the module.');
};

function visit(options: Partial<VisitorSessionOptions> = {}): VisitorSession {
  const session = createVisitorSession({
    host: server.host,
    site: 'key',
    store,
    WebSocket,
    loadLine: load,
    ...options,
    timing: { backoffMs: 5, maxBackoffMs: 20, ...options.timing },
  });
  sessions.push(session);
  return session;
}
const kindOf = (session: VisitorSession): string => session.getState().connection.kind;
const isLive = (session: VisitorSession): boolean => kindOf(session) === 'live';
const shown = (session: VisitorSession, id: string): unknown[] =>
  (session.getState().threads.get(id)?.timeline.entries ?? []).flatMap(({ type, body }) =>
    type === 'message' ? [body.text] : [],
  );
const pending = (session: VisitorSession, id: string): string[] =>
  (session.getState().threads.get(id)?.timeline.pending ?? []).map(({ text, state }) => `${state} ${text}`);
const setUp = async (): Promise<void> => {
  server = await ScriptedServer.start();
  store = createMemoryStore();
  sessions = [];
  loads = 0;
};
const tearDown = async (): Promise<void> => {
  for (const session of sessions) session.pause();
  await server.stop();
};
/** Refuses, cuts or loses what is posted, once. */
const once = (script: ScriptedServer['script']): void => {
  server.script = (frame, line) => {
    if (frame.type !== 'conversation.start') return undefined;
    server.script = () => undefined;
    return script(frame, line);
  };
};

describe('first message', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('[W7] goes over HTTP, those that follow by the socket that is loaded after its answer', async () => {
    const gate = createPause();
    const opened = gate.wait(60_000);
    const session = visit({
      async loadLine() {
        await opened;
        return load();
      },
    });
    const first = session.send('1');
    const second = session.send('2', first.conversation_id);
    expect(await first.answered).toMatchObject({ seq: 2 });
    expect([server.posts, server.upgrades, kindOf(session)]).toEqual([1, 0, 'connecting']);
    expect(pending(session, first.conversation_id)).toEqual(['sent 1', 'pending 2']);
    expect(store.keys('bellhop:key:outbox:')).toEqual([`bellhop:key:outbox:${second.client_id}`]);
    gate.wake();
    await second.answered;
    await until(() => shown(session, first.conversation_id).length === 2);
    expect(server.said()).toEqual(['1', '2']);
    expect([server.posts, server.sessions, loads]).toEqual([1, 1, 1]);
    expect(pending(session, first.conversation_id)).toEqual([]);
  });

  it('leaves the first of another conversation to the socket', async () => {
    const session = visit();
    const sent = [session.send('1'), session.send('2')];
    await Promise.all(sent.map(({ answered }) => answered));
    expect(server.posts).toBe(1);
    expect(server.said().sort()).toEqual(['1', '2']);
  });

  it('is not posted by a visitor who was here before', async () => {
    const session = visit();
    await session.send('1').answered;
    session.pause();
    const again = visit();
    await again.send('2').answered;
    expect([server.posts, server.sessions]).toEqual([1, 1]);
  });

  it('[M5] stands once in the log although its answer is lost', async () => {
    once((frame, line) => {
      const id = String(frame.conversation_id);
      server.append(id, null, 'visitor');
      server.append(id, String(frame.text), 'visitor', String(frame.client_id));
      line.terminate();
      return true;
    });
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    const next = session.send('2', id);
    expect(await answered).toMatchObject({ conversation_id: id, seq: 2 });
    await next.answered;
    await until(() => shown(session, id).length === 2);
    expect(server.said()).toEqual(['1', '2']);
    expect(store.keys('')).toEqual(['bellhop:key:token']);
  });

  it('goes by the socket when the request is cut off before it was taken', async () => {
    once((_, line) => (line.terminate(), true));
    const session = visit();
    expect(await session.send('1').answered).toMatchObject({ seq: 2 });
    expect(server.posts).toBe(1);
    expect(server.said()).toEqual(['1']);
  });

  it.each([true, false])('survives a reload before its answer (taken: %s)', async (taken) => {
    once((frame) => {
      if (taken) {
        const id = String(frame.conversation_id);
        server.append(id, null, 'visitor');
        server.append(id, String(frame.text), 'visitor', String(frame.client_id));
      }
      return true;
    });
    const before = visit();
    const { conversation_id: id } = before.send('1');
    before.send('2', id);
    await until(() => server.frames.length === 1);
    before.pause();
    const after = visit();
    expect(after.resume()).toBe(true);
    expect(pending(after, id)).toEqual(['pending 1', 'pending 2']);
    await until(() => shown(after, id).length === 2);
    expect(server.said()).toEqual(['1', '2']);
    expect([server.sessions, server.posts]).toEqual([1, 1]);
    expect(store.keys('')).toEqual(['bellhop:key:token']);
  });

  it('waits as long as a limit says', async () => {
    let refusedAt = 0;
    once(() => ((refusedAt = Date.now()), { code: 'rate_limited', message: 'Slower.', retry_after: 0.15 }));
    const session = visit();
    await session.send('1').answered;
    expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(145);
    expect(server.said()).toEqual(['1']);
  });

  it('fails when it is refused for good, and the line comes all the same', async () => {
    once(() => ({ code: 'conflict', message: 'Taken.' }));
    const session = visit();
    const { conversation_id: id, answered, client_id: clientId } = session.send('1');
    await expect(answered).rejects.toMatchObject({ code: 'conflict' });
    expect(pending(session, id)).toEqual(['failed 1']);
    await until(() => isLive(session));
    session.retry(clientId);
    await until(() => shown(session, id).length === 1);
  });

  it('[C3] goes to a new session when its token is refused', async () => {
    once(() => (server.tokens.clear(), { code: 'unauthenticated', message: 'Gone.' }));
    const session = visit();
    const { conversation_id: id, answered } = session.send('1');
    const { conversation_id: moved } = await answered;
    expect(session.getState().moved.get(id)).toBe(moved);
    expect(server.said()).toEqual(['1']);
    expect([server.sessions, server.posts]).toEqual([2, 2]);
    expect([...session.getState().threads.keys()]).toEqual([moved]);
  });

  it('keeps it when the site is refused, as a refused hello does', async () => {
    server.script = (frame, line) => {
      if (frame.type !== 'hello') return { code: 'forbidden', message: 'Not from here.' };
      line.close(4403);
      return true;
    };
    const session = visit();
    const { conversation_id: id } = session.send('1');
    await until(() => kindOf(session) === 'refused');
    expect(session.getState().connection).toMatchObject({ error: { code: 'forbidden' } });
    expect(pending(session, id)).toEqual(['pending 1']);
  });

  it('leaves no empty conversation behind when the token dies before the log is read', async () => {
    const session = visit();
    server.script = (frame, line) => {
      if (frame.type === 'hello') line.close(4401);
      return frame.type === 'hello' || undefined;
    };
    await session.send('1').answered;
    await until(() => kindOf(session) === 'refused');
    expect(session.getState()).toMatchObject({ known: false, threads: new Map(), moved: new Map() });
    expect(server.sessions).toBe(1);
  });
});

describe('loading the transport', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('is tried again with backoff, and tells meanwhile how it stands', async () => {
    const kinds = new Set<string>();
    const session = visit({ loadLine: () => (loads < 3 ? failing() : load()) });
    session.subscribe(() => kinds.add(kindOf(session)));
    await session.send('1').answered;
    await until(() => isLive(session));
    expect([...kinds]).toEqual(['idle', 'connecting', 'waiting', 'live']);
    expect(loads).toBe(4);
    await session.send('2').answered;
  });

  it('is tried again at once when nudged', async () => {
    let broken = true;
    const session = visit({
      loadLine: () => (broken ? failing() : load()),
      timing: { backoffMs: 1e8, maxBackoffMs: 1e8 },
    });
    await session.send('1').answered;
    await until(() => kindOf(session) === 'waiting');
    broken = false;
    session.nudge();
    await until(() => isLive(session));
    expect(loads).toBe(2);
  });

  it.each(['pause', 'reset'] as const)('connects nothing after %s', async (leave) => {
    const gate = createPause();
    const opened = gate.wait(60_000);
    const session = visit({ loadLine: () => opened.then(load) });
    await session.send('1').answered;
    session[leave]();
    gate.wake();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.upgrades).toBe(0);
    expect(kindOf(session)).toBe(leave === 'pause' ? 'closed' : 'idle');
    if (leave === 'pause') session.resume();
    else session.send('2');
    await until(() => isLive(session));
    expect(server.upgrades).toBe(1);
  });

  it('goes on by the transport when the answer comes after a pause', async () => {
    const session = visit();
    once(() => true);
    const { conversation_id: id } = session.send('1');
    await until(() => server.frames.length === 1);
    session.pause();
    session.resume();
    await until(() => isLive(session));
    expect(pending(session, id)).toEqual(['pending 1']);
    server.cutAll();
    await until(() => shown(session, id).length === 1);
    expect(server.said()).toEqual(['1']);
  });
});

describe('the way from HTTP to the socket', () => {
  const step = fc.record({
    conversation: fc.nat(1),
    fate: fc.constantFrom('well', 'well', 'untaken', 'unanswered', 'limited'),
    until: fc.constantFrom('nothing', 'nothing', 'turn', 'answer'),
  });
  const script = fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 6 }), failures: fc.nat(2) });

  it('[M5] [M9] loses, doubles and reorders nothing, whatever breaks on it', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ steps, failures }) => {
        await setUp();
        try {
          await talk(steps, failures);
        } finally {
          await tearDown();
        }
      }),
      { numRuns: 40 },
    );
  });

  async function talk(steps: Step[], failures: number): Promise<void> {
    const met = new Set<unknown>();
    server.script = (frame, line) => {
      const fate = typeof frame.text === 'string' && !met.has(frame.text) && frame.text.split(' ')[1];
      if (!fate || fate === 'well') return undefined;
      met.add(frame.text);
      if (fate === 'limited') return { code: 'rate_limited', message: 'Slower.', retry_after: 0.01 };
      if (fate === 'unanswered') {
        const id = String(frame.conversation_id);
        if (frame.type === 'conversation.start') server.append(id, null, 'visitor');
        server.append(id, String(frame.text), 'visitor', String(frame.client_id), true);
      }
      line.terminate();
      return true;
    };
    const session = visit({ loadLine: () => (loads < failures ? failing() : load()) });
    const ids: (string | undefined)[] = [];
    const said: string[][] = [[], []];
    for (const [at, { conversation, fate, until: awaited }] of steps.entries()) {
      const text = `${at} ${fate}`;
      const sent = session.send(text, ids[conversation]);
      ids[conversation] = sent.conversation_id;
      said[conversation]?.push(text);
      if (awaited === 'turn') await new Promise((resolve) => setImmediate(resolve));
      if (awaited === 'answer') await sent.answered;
    }
    await until(() => store.keys('bellhop:key:outbox:').length === 0);
    const logged = ids.map((id) =>
      (server.logs.get(id ?? '') ?? []).flatMap(({ type, body }) => (type === 'message' ? [body.text] : [])),
    );
    ids.forEach((_, at) => expect(logged[at]).toEqual(said[at]));
    expect([server.sessions, server.posts]).toEqual([1, 1]);
  }
});
