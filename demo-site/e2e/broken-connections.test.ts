import { expect, it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import { openStandInShop } from './harness/stand-in-shop.ts';

const stage = useStage();
const RECOVERY_MS = 60_000;
const LINE = /(?:no|yes) \d+\./g;
const lines = (count: number) => Array.from({ length: count }, (_, n) => `no ${n + 1}.`);

/** What Chromium itself reports of a server that does not answer. */
const UNREACHABLE = [
  /net::ERR_(CONNECTION|EMPTY|SOCKET|INTERNET_DISCONNECTED|NETWORK)/,
  /WebSocket connection to/,
  // While it starts.
  /status of 503/,
];

it('[M1] [M5] a kill -9 amid traffic loses, doubles and swaps nothing, and needs nobody to help', async () => {
  const { bellhop } = stage;
  const siteKey = await bellhop.siteKey();
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  visitor.troubles.expect(...UNREACHABLE);
  agent.troubles.expect(...UNREACHABLE);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('no 1.');
  await agent.openConversation('no 1.');

  await visitor.say('no 2.');
  await visitor.say('no 3.');
  await bellhop.kill();
  await visitor.say('no 4.');
  await agent.replyBox.fill('yes 1.');
  await agent.sendButton.click();
  await visitor.panel.getByText('Reconnecting… your messages are kept.').waitFor();
  await visitor.say('no 5.');
  await eventually(() => visitor.said(LINE)).toEqual(lines(5));
  await visitor.panel.getByText('Will be sent when you are back online').last().waitFor();

  const shop = await openStandInShop(bellhop, siteKey);
  await visitor.reload();
  await visitor.open();
  await visitor.say('no 6.');
  const kept = (await visitor.said(LINE)).filter((line) => line.startsWith('no'));
  expect(kept.length).toBeGreaterThanOrEqual(3);
  expect(kept).toEqual(lines(6).slice(-kept.length));
  await shop.close();

  await bellhop.start();
  const own = (said: string[]) => said.filter((line) => line.startsWith('no'));
  await eventually(async () => own(await agent.said(LINE)), RECOVERY_MS).toEqual(lines(6));
  await eventually(async () => own(await visitor.said(LINE)), RECOVERY_MS).toEqual(lines(6));
  await eventually(() => visitor.said(/yes \d+\./g), RECOVERY_MS).toEqual(['yes 1.']);
  await eventually(() => agent.said(/yes \d+\./g)).toEqual(['yes 1.']);
  await eventually(() => visitor.panel.getByText(/Reconnecting|Sending|Will be sent/).count()).toBe(0);
  // Both see the same log in the same order.
  expect(await visitor.said(LINE)).toEqual(await agent.said(LINE));
  await visitor.reload();
  await visitor.open();
  await eventually(() => visitor.said(LINE)).toEqual(await agent.said(LINE));
}, 180_000);

it('[M1] what was sent offline survives a reload and arrives once, in order', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  visitor.troubles.expect(...UNREACHABLE);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.context.setOffline(true);
  for (const line of lines(3)) await visitor.say(line);
  await eventually(() => visitor.said(LINE)).toEqual(lines(3));
  await visitor.panel.getByText('Will be sent when you are back online').last().waitFor();

  await visitor.page.goto('about:blank');
  await visitor.context.setOffline(false);
  await visitor.visit();
  await agent.openConversation('no 3.');
  await eventually(() => agent.said(LINE), RECOVERY_MS).toEqual(lines(3));
  await visitor.open();
  await eventually(() => visitor.said(LINE)).toEqual(lines(3));
}, 120_000);

it('a server that restarts in good order is back for both within moments, and nobody is signed out', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  visitor.troubles.expect(...UNREACHABLE);
  agent.troubles.expect(...UNREACHABLE);
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('before the restart');
  await agent.openConversation('before the restart');
  await stage.bellhop.stop();
  await stage.bellhop.start();
  await visitor.say('after the restart');
  await eventually(() => agent.said(/(before|after) the restart/g), RECOVERY_MS).toEqual([
    'before the restart',
    'after the restart',
  ]);
  await agent.reply('so it goes');
  await visitor.log.getByText('so it goes').waitFor({ timeout: RECOVERY_MS });
}, 120_000);
