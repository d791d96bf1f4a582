import { expect, it } from 'vitest';
import type { Agent } from './harness/agent.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const MANY = 5_000;

/** By the route that the console's import calls: as many as the index is made for. */
const importMany = (agent: Agent) =>
  agent.page.evaluate(
    async ({ workspace, count }) => {
      const lines = Array.from({ length: count }, (_, at) => `s${at},Answer ${at} about ferns and pots`);
      const response = await fetch(`/api/v1/workspaces/${workspace}/shared-quick-responses/import`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ csv: ['shortcut,text', ...lines].join('\n'), mode: 'strict' }),
      });
      return (await response.json()) as { created: number };
    },
    { workspace: agent.workspace, count: MANY },
  );

const press = async (agent: Agent, ...keys: string[]) => {
  for (const key of keys) await agent.page.keyboard.press(key);
};

it('a quick response is made, found among 5,000, put in and counted, by keyboard alone', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('Do you sell ferns?');
  const agent = await stage.agent();
  await agent.signIn();
  expect(await importMany(agent)).toMatchObject({ created: MANY });

  await agent.visitPlace('settings/quick-responses/new');
  const { page, settings } = agent;
  await settings.field('Title').waitFor();
  await page.keyboard.type('Ferns we have');
  await press(agent, 'Tab');
  await page.keyboard.type('fougère');
  await settings.field('Text').focus();
  await page.keyboard.type('Hello {{visitor.first_name|there}}, {{agent.nick}}');
  await page.getByText('There is no variable agent.nick.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  for (let at = '{{agent.nick}}'.length; at > 0; at--) await press(agent, 'Backspace');
  await page.keyboard.type('we have ferns.');
  await settings.save.focus();
  await press(agent, 'Enter');
  await settings.main.getByText(`${(MANY + 1).toLocaleString('en-GB')} quick responses`).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await agent.visit();
  await agent.openConversation('Do you sell ferns?');
  await agent.replyBox.focus();
  await page.keyboard.type('/foug');
  const found = page.getByRole('listbox', { name: 'Quick responses' }).getByRole('option');
  await found.filter({ hasText: 'Ferns we have' }).waitFor();
  expect(await found.count()).toBe(1);
  expect(await seriousFindings(page)).toEqual([]);
  await press(agent, 'Escape');
  await found.waitFor({ state: 'detached' });
  expect(await agent.replyBox.inputValue()).toBe('/foug');
  await press(agent, 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
  await page.keyboard.type('/FOUG');
  await found.waitFor();
  await press(agent, 'Enter');
  await expect.poll(() => agent.replyBox.inputValue()).toBe('Hello there, we have ferns.');
  await press(agent, 'Enter');
  await visitor.log.getByText('Hello there, we have ferns.').waitFor();

  await agent.visitPlace('settings/quick-responses');
  await settings.main.getByRole('searchbox').fill('foug');
  await settings.main.getByText('Sent 1 time').waitFor();
});

it('a file is checked before it is imported, and its wrong lines are named', async () => {
  const agent = await stage.agent({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await agent.signIn();
  await agent.visitPlace('settings/quick-responses/import');
  const { page } = agent;
  const buffer = Buffer.from('shortcut,text\nhours,We open at nine.\nbad one,x\nname,{{visitor.nam}}\n');
  await page.getByLabel('CSV file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
  await page.getByText('New: 1. Changed: 0. Wrong lines: 2.').waitFor();
  expect(await page.getByText(/^Line \d/).allInnerTexts()).toEqual(['Line 3', 'Line 4']);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import without the wrong lines' }).click();
  await page.getByText('Imported. New: 1. Changed: 0.').waitFor();
  await agent.visitPlace('settings/quick-responses');
  await page.getByRole('searchbox', { name: 'Search quick responses' }).fill('hours');
  await page.getByText('We open at nine.').waitFor();
});
