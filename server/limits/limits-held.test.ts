import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { listen } from '../http/listen.ts';
import { createHttpServer } from '../http/serve-app.ts';
import { WireClient } from '../realtime/testing/wire-client.ts';
import { words } from '../realtime/testing/wire-bench.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { seedAgent } from '../testing/seed.ts';
import { seedSite, type SeededSite } from '../testing/seed-people.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { useDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';

interface Refusal {
  code: string;
  message: string;
  retry_after?: number;
}
type Fields = ReturnType<typeof words>;
/** Null where it was taken. */
type Outcome = Promise<Refusal | null>;

interface Way {
  start(token: string, fields: Fields): Outcome;
  say(token: string, fields: Fields): Outcome;
}

/** [S26] Every limit on what visitors send, over every way in, with what a workspace allows by itself and by its settings. */
describe('[S26] [L1] [L2] the limits of a visitor', () => {
  const database = useDatabase('pglite');
  let app: TestApp;
  let http: Server;
  let site: SeededSite;
  let now = Date.now();
  let networks = 0;
  let network: string;
  const lines = new Map<string, WireClient>();

  beforeAll(async () => {
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    app = await createTestApp(database(), { TRUST_PROXY: '1' });
    http = createHttpServer((_request, response) => response.writeHead(404).end());
    app.gateway.attach(http);
    await listen(http, 'PORT', 0, '127.0.0.1');
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    for (const line of lines.values()) line.close();
    await app.close();
    await new Promise((done) => http.close(done));
  });
  beforeEach(async () => {
    now += 2 * 3_600_000;
    network = `203.0.113.${++networks}`;
    site = await seedSite(database(), [SHOP]);
  });

  const newVisitor = async () =>
    (await openVisitorSession(app.services, { siteKey: site.siteKey, origin: SHOP })).token;
  const helloOf = (token: string) => ({
    type: 'hello',
    v: PROTOCOL_VERSION,
    role: 'visitor',
    site: site.siteKey,
    token,
  });

  async function lineOf(token: string): Promise<WireClient> {
    const known = lines.get(token);
    if (known) return known;
    const { port } = http.address() as { port: number };
    const headers = { 'x-forwarded-for': network };
    const line = await new WireClient(`ws://127.0.0.1:${port}/ws`, { headers, origin: SHOP }).open();
    line.send(helloOf(token));
    await line.next('welcome');
    lines.set(token, line);
    return line;
  }
  const overSocket = async (token: string, frame: object): Outcome => {
    const { error } = await (await lineOf(token)).request(frame as { type: string });
    return (error as Refusal | undefined) ?? null;
  };
  const overHttp = async (token: string, path: string, body: object): Outcome => {
    const headers = { origin: SHOP, authorization: `Bearer ${token}`, 'x-forwarded-for': network };
    const answer = await app.post(`/api/v1/visitor/conversations${path}`, body, headers);
    if (answer.ok) return null;
    const { error } = (await answer.json()) as { error: Refusal };
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([429, error.retry_after]);
    return error;
  };
  const overPoll = async (token: string, frame: object): Outcome => {
    const headers = { origin: SHOP, 'x-forwarded-for': network };
    const body = { hello: helloOf(token), frames: [{ ...frame, id: 1 }] };
    const answer = await app.post('/api/v1/poll', body, headers);
    const { frames } = (await answer.json()) as { frames: { id?: number; error?: Refusal }[] };
    return frames.find(({ id }) => id === 1)!.error ?? null;
  };
  const framed = (send: (token: string, frame: object) => Outcome): Way => ({
    start: (token, fields) => send(token, { type: 'conversation.start', ...fields }),
    say: (token, fields) => send(token, { type: 'message.send', ...fields }),
  });
  const WAYS: Record<'socket' | 'HTTP' | 'polling', Way> = {
    socket: framed(overSocket),
    polling: framed(overPoll),
    HTTP: {
      start: (token, fields) => overHttp(token, '', fields),
      say: (token, { conversation_id: id, ...fields }) => overHttp(token, `/${id}/messages`, fields),
    },
  };
  const ALL = Object.keys(WAYS) as (keyof typeof WAYS)[];

  interface Limit {
    what: string;
    /** What is set; as it is by default where nothing is. */
    setting?: Record<string, number>;
    allowed: number;
    /** The seconds to wait when all of it was used at once. */
    window: number;
    /** What is done again and again, `at` counting from 0; what is refused at last may be sent again. */
    act(way: Way, token: string, conversation: string, at: number): () => Outcome;
    /** How far apart the acts are, where another limit would refuse them first. */
    pauseMs?: number;
    /** Each by another visitor, where the limit is the network's. */
    anew?: true;
  }
  const say: Limit['act'] = (way, token, id) => {
    const fields = words(id, 'CANARY');
    return () => way.say(token, fields);
  };
  const start: Limit['act'] = (way, token) => {
    const fields = words(randomUUID(), 'CANARY');
    return () => way.start(token, fields);
  };
  // The first message of a conversation counts as one.
  const LIMITS: Limit[] = [
    { what: '20 messages in 10 seconds', allowed: 19, window: 10, act: say },
    { what: '60 messages in a minute', allowed: 59, window: 60, act: say, pauseMs: 600 },
    {
      what: '3 messages in 10 seconds, as set',
      setting: { 'limits.messages_10_seconds': 3 },
      allowed: 2,
      window: 10,
      act: say,
    },
    {
      what: '4 messages in a minute, as set',
      setting: { 'limits.messages_minute': 4 },
      allowed: 3,
      window: 60,
      act: say,
    },
    { what: '5 new conversations in 10 minutes', allowed: 4, window: 600, act: start },
    {
      what: '2 new conversations in 10 minutes, as set',
      setting: { 'limits.conversations_10_minutes': 2 },
      allowed: 1,
      window: 600,
      act: start,
    },
    {
      what: '20 new conversations of a network in an hour',
      allowed: 19,
      window: 3_600,
      act: start,
      anew: true,
    },
    {
      what: '6 new conversations of a network in an hour, as set',
      setting: { 'limits.address_conversations_hour': 6 },
      allowed: 5,
      window: 3_600,
      act: start,
      anew: true,
    },
  ];

  it.each(LIMITS.flatMap((limit) => ALL.map((by) => ({ ...limit, by }))))(
    '$what over $by: refused with the time to wait, sent unchanged after it',
    async ({ by, setting, allowed, window, act, pauseMs = 0, anew }) => {
      const way = WAYS[by];
      const admin = await seedAgent(database(), site.workspaceId, 'Ada', 'admin');
      if (setting) await changeSettings(app.services, admin, { base_version: 0, changes: setting });
      let token = await newVisitor();
      const conversation = randomUUID();
      const begun = now;
      expect(await way.start(token, words(conversation))).toBeNull();
      for (let at = 0; at < allowed; at++) {
        now += pauseMs;
        if (anew) token = await newVisitor();
        expect(await act(way, token, conversation, at)()).toBeNull();
      }
      if (anew) token = await newVisitor();
      const again = act(way, token, conversation, allowed);
      const wait = Math.ceil((begun + window * 1_000 - now) / 1_000);
      expect(await again()).toMatchObject({
        code: 'rate_limited',
        retry_after: wait,
        message: expect.stringMatching(/\w/),
      });
      expect(await again()).toMatchObject({ retry_after: wait });
      now += wait * 1_000;
      expect(await again()).toBeNull();
    },
  );

  it('one allowance holds over all ways together', async () => {
    const token = await newVisitor();
    const conversation = randomUUID();
    expect(await WAYS.HTTP.start(token, words(conversation))).toBeNull();
    for (let at = 1; at < 20; at++)
      expect(await WAYS[ALL[at % 3]!].say(token, words(conversation))).toBeNull();
    for (const by of ALL)
      expect(await WAYS[by].say(token, words(conversation))).toMatchObject({ retry_after: 10 });
  });

  it('a visitor who is refused keeps none of their workspace from writing', async () => {
    const [loud, quiet] = [await newVisitor(), await newVisitor()];
    const [mine, theirs] = [randomUUID(), randomUUID()];
    for (const [token, id] of [
      [loud, mine],
      [quiet, theirs],
    ] as const)
      await WAYS.socket.start(token, words(id));
    for (let at = 0; at < 25; at++) await WAYS.socket.say(loud, words(mine));
    expect(await WAYS.socket.say(loud, words(mine))).toMatchObject({ code: 'rate_limited' });
    expect(await WAYS.HTTP.say(quiet, words(theirs))).toBeNull();
  });
});
