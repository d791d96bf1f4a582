import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Agent } from './harness/agent.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const WITHIN_MS = 5_000;
const REFUSED = (status: number) => new RegExp(`status of ${status} `);

/** Somebody who wrote, and whom the console knows by a name since. */
async function known(agent: Agent, name: string, email: string, text: string): Promise<Visitor> {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say(text);
  await agent.visitPlace('inbox/waiting');
  await agent.openConversation(text);
  await toVisitor(agent);
  await agent.settings.field('Name').fill(name);
  await agent.settings.field('E-mail').fill(email);
  await agent.settings.save.click();
  await agent.page.getByRole('status').filter({ hasText: 'Saved. Colleagues see it now.' }).waitFor();
  return visitor;
}

async function toVisitor(agent: Agent): Promise<void> {
  const link = agent.page.getByRole('link', { name: 'Everything about this visitor' });
  if (!(await link.isVisible())) await agent.page.getByRole('button', { name: 'Show visitor' }).click();
  await link.click();
  await agent.settings.field('E-mail').waitFor();
}

const toList = (agent: Agent) =>
  agent.page
    .getByRole('link', { name: /^(All visitors|Visitors)$/ })
    .first()
    .click();
const rows = (agent: Agent) =>
  agent.page
    .getByRole('region', { name: 'Visitors' })
    .getByRole('row')
    .filter({ has: agent.page.getByRole('cell') });
const button = (agent: Agent, name: string) => agent.page.getByRole('button', { name, exact: true });
const answer = (agent: Agent, name: string) =>
  agent.page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();

it('finds a visitor by name, address and what they noted, and opens what was said', async () => {
  const ada = await stage.agent();
  await ada.signIn();
  await known(ada, 'Iris Moss', 'iris@example.org', 'searched for once');
  await button(ada, 'Add attribute').click();
  await ada.settings.field('Attribute 1').fill('plan');
  await ada.settings.field('Value 1').fill('greenhouse');
  await ada.settings.save.click();
  await ada.page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await known(ada, 'Basil Thyme', 'basil@example.org', 'searched for twice');
  await toList(ada);
  await eventually(() => rows(ada).count()).toBe(2);
  const search = ada.page.getByRole('searchbox', { name: /^Search names/ });
  for (const query of ['iris m', 'IRIS@example', 'greenhouse']) {
    await search.fill('basil');
    await eventually(() => rows(ada).allInnerTexts()).toEqual([expect.stringContaining('Basil Thyme')]);
    await search.fill(query);
    await eventually(() => rows(ada).allInnerTexts()).toEqual([expect.stringContaining('Iris Moss')]);
  }
  await search.fill('nobody at all');
  await ada.page.getByText('No visitor is like that').waitFor();
  await search.fill('iris');
  await ada.page.getByRole('link', { name: 'Iris Moss' }).click();
  await ada.page.getByRole('link', { name: /searched for once/ }).click();
  await eventually(() => ada.said(/searched for once/g)).toEqual(['searched for once']);
});

it('[S26] a blocked visitor is told within five seconds and cannot write; unblocked, they go on where they were', async () => {
  const ada = await stage.agent();
  await ada.signIn();
  const visitor = await known(ada, 'Nettle', 'nettle@example.org', 'rude words');
  visitor.troubles.expect(REFUSED(403));
  await button(ada, 'Block').click();
  await answer(ada, 'Block');
  await visitor.panel.getByText('The chat is not available on this page.').waitFor({ timeout: WITHIN_MS });
  await visitor.say('more of them');
  await visitor.reload();
  await visitor.open();
  await visitor.panel.getByText('The chat is not available on this page.').waitFor();
  await toList(ada);
  await ada.page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Blocked' });
  await eventually(() => rows(ada).allInnerTexts()).toEqual([expect.stringContaining('Nettle')]);
  await ada.page.getByRole('link', { name: 'Nettle' }).click();
  await button(ada, 'Unblock').click();
  await answer(ada, 'Unblock');
  await button(ada, 'Block').waitFor();
  await visitor.reload();
  await visitor.open();
  await visitor.say('sorry about that');
  await eventually(() => visitor.said(/rude words|sorry about that/g)).toEqual([
    'rude words',
    'sorry about that',
  ]);
});

it('two who are one are merged: what each said is read by both browsers, and the export holds it all', async () => {
  const ada = await stage.agent({ acceptDownloads: true });
  await ada.signIn();
  const desk = await known(ada, 'Fern at her desk', 'fern@example.org', 'asked at the desk');
  const phone = await known(ada, 'Fern on her phone', 'fern@example.org', 'asked on the phone');
  await button(ada, 'Merge a duplicate').click();
  await button(ada, 'Merge Fern at her desk').click();
  await answer(ada, 'Merge Fern at her desk');
  const links = ada.page.getByRole('link', { name: /asked (at the desk|on the phone)/ });
  await eventually(() => links.count()).toBe(2);

  const [download] = await Promise.all([
    ada.page.waitForEvent('download'),
    ada.page.getByRole('link', { name: 'Export as JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bellhop-visitor-[\da-f-]{36}\.json$/);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    visitor: { name: string; email: string };
    conversations: Array<{ entries: Array<{ type: string; body: { text?: string } }> }>;
  };
  expect(file.visitor).toMatchObject({ name: 'Fern on her phone', email: 'fern@example.org' });
  const texts = file.conversations.flatMap(({ entries }) => entries.map(({ body }) => body.text));
  expect(texts.filter((text) => text?.startsWith('asked')).toSorted()).toEqual([
    'asked at the desk',
    'asked on the phone',
  ]);
  for (const person of [desk, phone]) {
    await person.reload();
    await person.open();
    await person.say('one more thing');
    await eventually(() => person.said(/asked|one more thing/g)).toContain('one more thing');
  }
});

it('[S30] an erased visitor leaves no word behind, and their widget begins anew', async () => {
  const ada = await stage.agent();
  await ada.signIn();
  const visitor = await known(ada, 'Forget-me', 'forget@example.org', 'a canary in the coal mine');
  visitor.troubles.expect(REFUSED(401));
  await button(ada, 'Erase').click();
  const sure = button(ada, 'Erase this visitor');
  expect(await sure.isEnabled()).toBe(false);
  await ada.settings.field('Type “erase” to confirm').fill('erase');
  await sure.click();
  await ada.page.getByText('This visitor was erased.').waitFor();
  await eventually(() => visitor.said(/canary/g), WITHIN_MS).toEqual([]);
  await toList(ada);
  await ada.page.getByRole('searchbox', { name: /^Search names/ }).fill('forget');
  await ada.page.getByText('No visitor is like that').waitFor();
  await ada.visitPlace('inbox/all');
  await ada.list.waitFor();
  expect(await ada.list.innerText()).not.toContain('canary');
  await visitor.reload();
  await visitor.open();
  await visitor.say('good day, a stranger here');
  await ada.row('good day, a stranger here').waitFor();
});
