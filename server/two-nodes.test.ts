import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EntryAnswer } from '../shared/protocol/server-frames.ts';
import { useDatabaseUrl } from './testing/database-url.ts';
import { ServerProcess } from './testing/server-process.ts';
import { agentAt, arrive, enter, type Entrance } from './testing/wire-people.ts';
import type { WirePerson } from './testing/wire-person.ts';

const PATIENCE = { timeout: 10_000, interval: 20 };
const START_MS = 120_000;
const SENDS = 50;

/** No Redis: what one node commits, the other finds by its position check. */
describe('two server processes on one Postgres', () => {
  const databaseUrl = useDatabaseUrl();
  const people: WirePerson[] = [];
  let dataDir: string;
  let nodes: ServerProcess[];
  let entrance: Entrance;

  const enters = <P extends WirePerson>(person: P): P => {
    people.push(person);
    person.connect();
    return person;
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'bellhop-nodes-'));
    const options = { dataDir, databaseUrl: await databaseUrl() };
    nodes = [await ServerProcess.prepare(options), await ServerProcess.prepare(options)];
    await nodes[0]!.start();
    await nodes[1]!.start();
    entrance = await enter(nodes[0]!);
  }, START_MS);

  afterAll(async () => {
    for (const person of people) person.leave();
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('[H6, S3] an agent on one hears what a visitor says on the other, whole and in order', async () => {
    const agent = enters(agentAt(nodes[1]!, entrance));
    const visitor = enters(await arrive(nodes[0]!, entrance));
    for (let index = 0; index < 5; index++) await visitor.say(`message ${index}`);
    await vi.waitFor(() => {
      const thread = agent.threads.get(visitor.conversationId);
      expect(thread?.received.filter(({ type }) => type === 'message')).toHaveLength(10);
      expect(visitor.received.filter(({ type }) => type === 'message')).toHaveLength(10);
    }, PATIENCE);
    const { received } = agent.threads.get(visitor.conversationId)!;
    expect(received.map(({ seq }) => seq)).toEqual(received.map((_, index) => index + 1));
    expect([...agent.anomalies, ...visitor.anomalies]).toEqual([]);
    // This agent answers everybody, the visitor of the next test too.
    agent.leave();
  });

  it('[M5, W7] fifty sends of one client id over sockets and HTTP are one entry and one answer', async () => {
    const visitor = enters(await arrive(nodes[0]!, entrance));
    await visitor.say('Hello');
    const agents = nodes.map((node) => enters(agentAt(node, entrance, false)));
    const client_id = randomUUID();
    const say = { conversation_id: visitor.conversationId, client_id, text: 'Once' };
    const answers = await Promise.all(
      Array.from({ length: SENDS }, (_, index) => {
        const node = index % 2;
        return index % 4 < 2
          ? agents[node]!.insist<EntryAnswer>({ type: 'message.send', ...say })
          : overHttp(nodes[node]!, entrance, say);
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(sorted(answer)))).size).toBe(1);
    await vi.waitFor(() => {
      const { received } = agents[0]!.threads.get(visitor.conversationId)!;
      expect(received.map(({ type }) => type)).toEqual(['started', 'message', 'assigned', 'message']);
      expect(received.at(-1)).toMatchObject({ seq: answers[0]!.seq, client_id });
    }, PATIENCE);
  });
});

async function overHttp(
  node: ServerProcess,
  { workspaceId, cookie }: Entrance,
  { conversation_id, ...body }: { conversation_id: string; client_id: string; text: string },
): Promise<EntryAnswer> {
  const path = `/api/v1/workspaces/${workspaceId}/conversations/${conversation_id}/messages`;
  const answer = await fetch(node.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: node.origin, cookie },
    body: JSON.stringify(body),
  });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
  return (await answer.json()) as EntryAnswer;
}

const sorted = (answer: EntryAnswer) => Object.entries(answer).sort();
