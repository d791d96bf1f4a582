import { expect, it } from 'vitest';
import { OWNER_NAME } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const LINE = /(?:V|A)\d says \w+/g;

it('two people talk: live list, replies, typing, read marks, end, anew, and all of it after a reload', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.visit();
  await visitor.open();

  await visitor.say('V1 says hello');
  await agent.row('V1 says hello').waitFor();
  await agent.openConversation('V1 says hello');
  await eventually(() => agent.said(LINE)).toEqual(['V1 says hello']);
  await visitor.log.getByText(/^Read\b/).waitFor();

  await agent.replyBox.pressSequentially('typing something', { delay: 20 });
  await visitor.panel.getByText(`${OWNER_NAME} is typing`).waitFor({ state: 'attached' });
  await visitor.composer.pressSequentially('so do I', { delay: 20 });
  await agent.page.getByText(/Visitor #\d+ is typing/).waitFor();

  await agent.reply('A1 says welcome');
  await eventually(() => visitor.said(LINE)).toEqual(['V1 says hello', 'A1 says welcome']);
  await visitor.say('V2 says thanks');
  await eventually(() => agent.said(LINE)).toEqual(['V1 says hello', 'A1 says welcome', 'V2 says thanks']);
  await agent.thread.getByText('Read', { exact: true }).waitFor();

  await agent.endButton.click();
  await visitor.panel.getByText('Conversation ended').first().waitFor();
  const startNew = visitor.panel.getByRole('button', { name: 'Start a new conversation' });
  await startNew.click();
  await visitor.say('V3 says again');
  await agent.row('V3 says again').waitFor();

  await Promise.all([visitor.reload(), agent.page.reload()]);
  await visitor.open();
  await eventually(() => visitor.said(LINE)).toEqual(['V3 says again']);
  await eventually(() => agent.said(LINE)).toEqual(['V1 says hello', 'A1 says welcome', 'V2 says thanks']);
});

it('[E1] a long history is whole, in order and once after both reload', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  const expected: string[] = [];
  for (let n = 1; n <= 8; n++) {
    await visitor.say(`line ${n * 2 - 1}.`);
    if (n === 1) await agent.openConversation('line 1.');
    await eventually(() => agent.said(/line \d+\./g)).toHaveLength(n * 2 - 1);
    await agent.reply(`line ${n * 2}.`);
    await eventually(() => visitor.said(/line \d+\./g)).toHaveLength(n * 2);
    expected.push(`line ${n * 2 - 1}.`, `line ${n * 2}.`);
  }
  await Promise.all([visitor.reload(), agent.page.reload()]);
  await visitor.open();
  await eventually(() => visitor.said(/line \d+\./g)).toEqual(expected);
  await eventually(() => agent.said(/line \d+\./g)).toEqual(expected);
});

it('shows on the closed launcher how many messages came meanwhile, also after a reload', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await agent.signIn();
  await visitor.visit();
  await visitor.open();
  await visitor.say('anybody there?');
  await agent.openConversation('anybody there?');
  await visitor.closer.click();
  await agent.reply('one moment');
  await agent.reply('here I am');
  const unread = () => visitor.launcher.evaluate((button) => button.getAttribute('aria-description'));
  await eventually(unread).toBe('2 unread');
  await visitor.reload();
  await eventually(unread).toBe('2 unread');
  expect(await visitor.launcher.innerText()).toBe('2');
  await visitor.open();
  await visitor.log.getByText('here I am').waitFor();
  await visitor.closer.click();
  await eventually(unread).toBe('');
});
