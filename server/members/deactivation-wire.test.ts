import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { sendMessage } from '../conversations/send-message.ts';
import { agentPass, signIn, TestNode, visitorPass, words } from '../realtime/testing/wire-bench.ts';
import { until } from '../realtime/testing/wire-client.ts';
import { seedAgent, seedWorkspace } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { deactivateMember } from './deactivate-member.ts';

const database = useDatabase('pglite');
const nodes: TestNode[] = [];
afterAll(() => Promise.all(nodes.map((node) => node.close())));

it('[S6] [M11] deactivation closes that agent’s sockets alone, and the visitor hears that somebody else takes over', async () => {
  const db = database();
  const node = await new TestNode(db, { timing: { rightsCheckMs: 60_000 } }).listen();
  nodes.push(node);
  const seed = await seedWorkspace(db);
  const admin = await signIn(db, await seedAgent(db, seed.workspaceId, 'Ada', 'admin'));
  const pass = await agentPass(db, seed.workspaceId, 'Mo');
  const [agent, colleague] = [await node.agent(pass), await node.agent(admin)];
  const visitor = await node.visitor(seed, await visitorPass(db, seed));
  const id = randomUUID();
  await visitor.request({ type: 'conversation.start', ...words(id) });
  await sendMessage(node.services, pass.actor, words(id, 'Hello back'));

  await deactivateMember(node.services, admin.actor, { member_id: pass.actor.memberId });
  expect(await agent.closed()).toMatchObject({ code: 4401 });
  await until(() => JSON.stringify(visitor.all('conversation.changed')).includes('"unassigned"'));
  const heard = JSON.stringify(visitor.all('conversation.changed'));
  expect(heard).not.toContain(pass.actor.memberId);
  await colleague.settle();
  expect([colleague.goodbye, visitor.goodbye]).toEqual([null, null]);
});
