import { expect, it } from 'vitest';
import type { Agent } from './harness/agent.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { OWNER_NAME } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
/** Axe looks twice, at a page of many rows. */
const SLOW_MS = 120_000;

const views = ({ page }: Agent) => page.getByRole('navigation', { name: 'Views', exact: true });
/** A view with its count as it is read: "Waiting 2". */
const view = (agent: Agent, name: string) =>
  views(agent).getByRole('link', { name: new RegExp(`^${name}(\\s*\\d+)?$`) });
const countOf = async (agent: Agent, name: string) =>
  Number(/\d+$/.exec(await view(agent, name).innerText())?.[0] ?? 0);
const dialog = ({ page }: Agent, name: string) => page.getByRole('dialog', { name, exact: true });

async function writing(text: string): Promise<Visitor> {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say(text);
  await visitor.log.getByText(text).waitFor();
  return visitor;
}

it(
  'an agent snoozes, tags and prioritizes by keyboard alone, and every view counts along live',
  async () => {
    const visitor = await writing('Is the fern in stock?');
    const agent = await stage.agent();
    await agent.signIn();
    const { keyboard } = agent.page;
    await agent.openConversation('Is the fern in stock?');
    await eventually(() => countOf(agent, 'Waiting')).toBe(1);
    await agent.replyBox.waitFor();

    await keyboard.press('p');
    await dialog(agent, 'Priority').waitFor();
    await keyboard.press('1');
    await dialog(agent, 'Priority').waitFor({ state: 'detached' });
    await agent.row('Is the fern').getByRole('img', { name: 'Urgent' }).waitFor();

    await keyboard.press('l');
    const find = agent.page.getByRole('combobox', { name: 'Find or make a tag' });
    await find.waitFor();
    await keyboard.type('Aquatics');
    await keyboard.press('Enter');
    await dialog(agent, 'Tags').getByRole('option', { name: 'Aquatics', selected: true }).waitFor();
    await eventually(() => seriousFindings(agent.page, 'dialog')).toEqual([]);
    await keyboard.press('Escape');
    await agent.row('Is the fern').getByTitle('Aquatics').waitFor();

    await keyboard.press('s');
    await dialog(agent, 'Snooze until').waitFor();
    await eventually(() => seriousFindings(agent.page, 'dialog')).toEqual([]);
    await keyboard.press('1');
    await agent.page
      .getByText(/^Wakes .*\d/)
      .first()
      .waitFor();
    await eventually(() => countOf(agent, 'Snoozed')).toBe(1);
    expect(await countOf(agent, 'Waiting')).toBe(0);
    expect(await countOf(agent, 'Mine')).toBe(0);
    await view(agent, 'Snoozed').click();
    await agent.row('Is the fern').waitFor();
    // What fades in has less contrast for a moment.
    await eventually(() => seriousFindings(agent.page)).toEqual([]);

    // Its visitor writes: it is back on the desk, and nothing of all that was told in the chat.
    await visitor.say('Hello again');
    await eventually(() => countOf(agent, 'Snoozed')).toBe(0);
    await eventually(() => countOf(agent, 'Mine')).toBe(1);
    await view(agent, 'Mine').click();
    await agent.openConversation('Hello again');
    await agent.thread.getByText('It is back: the visitor wrote').waitFor();
    expect(await visitor.panel.innerText()).not.toMatch(/snooz|urgent|aquatics/i);

    await agent.page.reload();
    await agent.row('Hello again').getByRole('img', { name: 'Urgent' }).waitFor();
    await agent.row('Hello again').getByTitle('Aquatics').waitFor();
    await agent.thread.getByText(`${OWNER_NAME} added the tag Aquatics`).waitFor();
  },
  SLOW_MS,
);

it(
  'Alt with arrows switches chats while one writes, each draft is kept over a reload, and a tag narrows the list',
  async () => {
    const texts = ['First of two chats', 'Second of two chats'] as const;
    for (const text of texts) await writing(text);
    const agent = await stage.agent();
    await agent.signIn();
    const { keyboard } = agent.page;
    await agent.openConversation(texts[0]);
    await agent.replyBox.fill('A draft for the first');
    await keyboard.press('Alt+ArrowDown');
    await eventually(() => agent.thread.innerText()).toContain(texts[1]);
    await agent.replyBox.focus();
    await keyboard.type('One for the second');
    await keyboard.press('Alt+ArrowUp');
    await eventually(() => agent.replyBox.inputValue()).toBe('A draft for the first');
    await agent.page.reload();
    await eventually(() => agent.replyBox.inputValue()).toBe('A draft for the first');
    await agent.openConversation(texts[1]);
    await eventually(() => agent.replyBox.inputValue()).toBe('One for the second');

    await agent.page.getByRole('button', { name: 'Tag', exact: true }).click();
    await agent.page.getByRole('combobox', { name: 'Find or make a tag' }).fill('Returns');
    await keyboard.press('Enter');
    await dialog(agent, 'Tags').getByRole('option', { name: 'Returns', selected: true }).waitFor();
    await keyboard.press('Escape');
    await agent.page.getByRole('combobox', { name: 'Filter by tag' }).selectOption({ label: 'Returns' });
    await agent.row(texts[0]).waitFor({ state: 'detached' });
    await agent.row(texts[1]).waitFor();
  },
  SLOW_MS,
);
