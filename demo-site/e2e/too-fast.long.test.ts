import { it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const COUNT = 23;
const all = Array.from({ length: COUNT }, (_, n) => `quick ${n + 1}.`);

it('[S26] [L1] keeps what came too fast, and sends it by itself, in order', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  for (const text of all) await visitor.say(text);
  await eventually(() => visitor.said(/quick \d+\./g)).toEqual(all);
  await agent.row(`quick ${COUNT}.`).waitFor({ timeout: 45_000 });
  await agent.openConversation(`quick ${COUNT}.`);
  await eventually(() => agent.said(/quick \d+\./g)).toEqual(all);
  await eventually(() => visitor.said(/quick \d+\./g)).toEqual(all);
  await eventually(() => visitor.log.getByText(/Sending|Not sent/).count()).toBe(0);
}, 90_000);
