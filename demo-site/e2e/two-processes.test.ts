import { afterAll, beforeAll, expect, it } from 'vitest';
import { BellhopProcess } from './harness/bellhop-process.ts';
import { createEmptyDatabase, type EmptyDatabase } from './harness/empty-database.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const SHARED = { SECRET: 'a secret that both nodes know, which is long enough' };
const A_FEW_SECONDS_MS = 5_000;

let database: EmptyDatabase;
let other: BellhopProcess;
const stage = useStage({
  prepare: async () => {
    database = await createEmptyDatabase();
    return { databaseUrl: database.url, env: SHARED };
  },
});
beforeAll(async () => {
  other = await BellhopProcess.start({ databaseUrl: database.url, env: SHARED });
});
afterAll(async () => {
  await other.dispose();
  await database.drop();
});

it('[S5] a visitor of one process and an agent of another talk as if there were one', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent({}, other);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('said to the first');
  await agent.row('said to the first').waitFor({ timeout: A_FEW_SECONDS_MS });
  await agent.openConversation('said to the first');
  await agent.reply('answered by the second');
  await visitor.log.getByText('answered by the second').waitFor({ timeout: A_FEW_SECONDS_MS });
  await visitor.log.getByText(/^Read\b/).waitFor();
  await agent.endButton.click();
  await visitor.panel.getByText('Conversation ended').first().waitFor({ timeout: A_FEW_SECONDS_MS });
});

it('[M5] when one process dies its people lose nothing, and the other goes on', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent({}, other);
  visitor.troubles.expect(/net::ERR_/, /WebSocket connection to/, /status of 503/);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('no 1.');
  await agent.openConversation('no 1.');
  await stage.bellhop.kill();
  await visitor.say('no 2.');
  await agent.reply('no 3.');
  await agent.thread.getByText('no 3.').waitFor();
  await stage.bellhop.start();
  await eventually(async () => (await agent.said(/no \d\./g)).toSorted(), 45_000).toEqual([
    'no 1.',
    'no 2.',
    'no 3.',
  ]);
  const log = await agent.said(/no \d\./g);
  await eventually(() => visitor.said(/no \d\./g), 45_000).toEqual(log);
  expect(log[0]).toBe('no 1.');
}, 120_000);
