import { devices } from 'playwright-core';
import { expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  colorScheme: 'dark',
  reducedMotion: 'reduce',
  userAgent: devices['Pixel 5'].userAgent,
} as const;

it('[RT1–RT5] a visitor rates by keyboard, changes it after a reload, and a link rates what was refused', async () => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' });
  const agent = await stage.agent({ permissions: ['clipboard-read', 'clipboard-write'] });
  await agent.signIn();
  // Whoever comes back when all has ended sees the list of what there was.
  const comeBack = async (lastWords: string) => {
    await visitor.reload();
    await visitor.open();
    await visitor.panel.getByText(lastWords, { exact: true }).click();
    await visitor.log.getByText(lastWords, { exact: true }).waitFor();
  };
  await visitor.visit();
  await visitor.open();
  await visitor.say('rate me');
  await agent.openConversation('rate me');
  await agent.reply('gladly');
  await visitor.log.getByText('gladly').waitFor();
  await agent.endButton.click();

  const faces = visitor.panel.getByRole('group', { name: 'How was this chat?' });
  await faces.getByRole('radio', { name: 'Terrible' }).focus();
  await visitor.page.keyboard.press('ArrowRight');
  await visitor.page.keyboard.press('ArrowRight');
  const comment = visitor.panel.getByRole('textbox', { name: /^What should we know/ });
  await comment.fill('Quick <b>answer</b>');
  expect(await seriousFindings(visitor.page, 'bellhop-chat')).toEqual([]);

  // What was typed and not sent is there again.
  await comeBack('gladly');
  await faces.getByRole('radio', { name: 'Okay' }).waitFor();
  expect(await faces.getByRole('radio', { name: 'Okay' }).isChecked()).toBe(true);
  expect(await comment.inputValue()).toBe('Quick <b>answer</b>');
  await visitor.page.evaluate(() => {
    const { Bellhop } = window as unknown as { Bellhop: (...args: unknown[]) => unknown };
    Bellhop('on', 'rating:submitted', (detail: unknown) => Object.assign(window, { told: detail }));
  });
  await visitor.panel.getByRole('button', { name: 'Send rating' }).press('Enter');
  await visitor.panel.getByText('Thank you for your rating.').waitFor();
  expect(await visitor.page.evaluate('told')).toMatchObject({ score: 3, comment: 'Quick <b>answer</b>' });
  await agent.thread.getByText('Rated by the visitor: Okay (3/5) · “Quick <b>answer</b>”').waitFor();

  await comeBack('gladly');
  await visitor.panel.getByRole('button', { name: 'Change it' }).click();
  await faces.getByRole('radio', { name: 'Great' }).check({ force: true });
  await visitor.panel.getByRole('button', { name: 'Send rating' }).click();
  await agent.thread.getByText('Rating changed by the visitor: Great (5/5)').waitFor();

  // Another conversation: refused once, it is not asked again; the link still rates it, without any script.
  await visitor.panel.getByRole('button', { name: 'Start a new conversation' }).click();
  await visitor.say('do not ask me');
  await agent.row('do not ask me').waitFor();
  await agent.openConversation('do not ask me');
  await agent.reply('fine');
  await visitor.log.getByText('fine').waitFor();
  await agent.endButton.click();
  await visitor.panel.getByRole('button', { name: 'Do not rate' }).click();
  await faces.waitFor({ state: 'detached' });
  await comeBack('fine');
  await visitor.panel.getByText('Conversation ended').first().waitFor();
  expect(await faces.count()).toBe(0);

  await agent.page.getByRole('button', { name: 'Copy rating link' }).click();
  await agent.page.getByRole('button', { name: /^Link copied/ }).waitFor();
  const url = await agent.page.evaluate(() => navigator.clipboard.readText());
  // By a form alone: the policy of the page runs no script.
  const guest = await stage.visitor(phone);
  await guest.page.goto(url);
  expect(await seriousFindings(guest.page)).toEqual([]);
  await guest.page.getByRole('radio', { name: 'Bad' }).check({ force: true });
  await guest.page.getByRole('button', { name: 'Send rating' }).click();
  await guest.page.getByRole('heading', { name: 'Thank you for your rating.' }).waitFor();
  await agent.thread.getByText('Rated by the visitor: Bad (2/5)').waitFor();
});
