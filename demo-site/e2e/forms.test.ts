import { expect, it } from 'vitest';
import { defaultSettings } from '../../shared/widget-settings/default-settings.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

const question = { label: '', kind: 'text', required: false, options: [] } as const;
const plain = defaultSettings('Fern & Field');
const SETTINGS = {
  ...plain,
  pre_chat: {
    ...plain.pre_chat,
    enabled: true,
    intro: 'Before we talk',
    fields: [
      { ...question, key: 'name', options: [] },
      { ...question, key: 'email', kind: 'email' as const, required: true, options: [] },
      {
        ...question,
        key: 'topic',
        label: 'Topic',
        kind: 'select' as const,
        required: true,
        options: ['Orders', 'Plants'],
      },
    ],
  },
  offline: {
    ...plain.offline,
    enabled: true,
    thanks: 'We write to you soon',
    fields: [
      { ...question, key: 'phone', label: 'Phone', kind: 'phone' as const, required: true, options: [] },
    ],
  },
};

it('[FM1] [FM3] [FM6] asks before the chat, keeps what is typed, tells agents, and asks how to reach who waits for nobody', async () => {
  const owner = await AgentByHttp.signIn(stage.bellhop.url);
  await owner.publishWidget(SETTINGS);
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  await visitor.visit();
  await visitor.open();
  const { panel, page } = visitor;
  const email = panel.getByRole('textbox', { name: 'E-mail address', exact: true });
  const topic = panel.getByRole('combobox', { name: 'Topic', exact: true });
  const begin = panel.getByRole('button', { name: 'Start the chat', exact: true });
  await panel.getByText('Before we talk').waitFor();
  expect(await visitor.composer.count()).toBe(0);
  expect(await email.getAttribute('autocomplete')).toBe('email');

  // Nothing is sent, the first trouble is said, and the caret stands where it is.
  await email.fill('ada@nowhere');
  await begin.click();
  await panel.getByRole('alert').getByText('This is not an e-mail address').waitFor();
  await panel.getByText('Please choose one of these.').waitFor();
  expect(await panel.getByRole('alert').count()).toBe(1);
  await page.waitForFunction(
    () => document.querySelector('bellhop-chat')?.shadowRoot?.activeElement?.id === 'ask-email',
  );
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);

  await email.fill('ada@example.org');
  await topic.selectOption('Plants');
  await visitor.reload();
  await visitor.open();
  expect(await email.inputValue()).toBe('ada@example.org');
  expect(await topic.inputValue()).toBe('Plants');
  await email.press('Enter');
  await visitor.say('Is my fern well?');
  await visitor.log.getByText('Is my fern well?').waitFor();

  // Nobody is at work here.
  await panel.getByRole('button', { name: 'Tell us how to reach you' }).click();
  await panel.getByRole('textbox', { name: 'Phone', exact: true }).fill('+44 20 1234');
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await panel.getByText('We write to you soon').waitFor();
  await visitor.composer.waitFor();

  const agent = await stage.agent();
  await agent.signIn();
  await agent.openConversation('Is my fern well?');
  await agent.thread.getByText('E-mail: ada@example.org · Topic: Plants').waitFor();
  await agent.thread.getByText('Phone: +44 20 1234').waitFor();
});

it('[FM1] [FM3] outside of business hours has a form in place of the chat, and an agent reads what it says', async () => {
  const owner = await AgentByHttp.signIn(stage.bellhop.url);
  await owner.publishWidget(SETTINGS);
  await owner.closeForGood();
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  const { panel, page } = visitor;
  const phone = panel.getByRole('textbox', { name: 'Phone', exact: true });
  const message = panel.getByRole('textbox', { name: 'Message', exact: true });
  const send = panel.getByRole('button', { name: 'Send', exact: true });
  // Pages are served what is in force within two seconds.
  await eventually(async () => {
    await visitor.visit();
    await visitor.open();
    await message.or(visitor.composer).or(panel.getByText('Before we talk')).first().waitFor();
    return panel.getByText('Nobody is here right now').count();
  }).toBe(1);
  await message.fill('Where is my fern?\nIt should be here.');
  await send.click();
  await panel.getByRole('alert').getByText('Please answer this.').waitFor();
  await phone.fill('+44 20 9876');
  expect(await seriousFindings(page, 'bellhop-chat')).toEqual([]);

  await visitor.reload();
  await visitor.open();
  await phone.waitFor();
  expect(await phone.inputValue()).toBe('+44 20 9876');
  expect(await message.inputValue()).toBe('Where is my fern?\nIt should be here.');
  await send.click();
  await visitor.log.getByText('Where is my fern?').waitFor();
  await panel.getByText('We write to you soon').waitFor();

  const agent = await stage.agent();
  await agent.signIn();
  await agent.openConversation('Where is my fern?');
  await agent.thread.getByText('It should be here.').waitFor();
  await agent.thread.getByText('Phone: +44 20 9876').waitFor();
});
