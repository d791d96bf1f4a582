import { devices } from 'playwright-core';
import { expect, it } from 'vitest';
import ar from '../../widget/i18n/languages/ar.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  colorScheme: 'dark',
  reducedMotion: 'reduce',
  userAgent: devices['Pixel 5'].userAgent,
} as const;

/** A page in Arabic, as the widget finds it. */
const mirror = (visitor: Visitor) => {
  visitor.reads(ar);
  return visitor.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      document.documentElement.lang = 'ar';
      observer.disconnect();
    }).observe(document, { childList: true });
  });
};
const tells = (visitor: Visitor, words: string) =>
  visitor.panel.locator('.who').getByText(words, { exact: true }).waitFor();
const begin = async (visitor: Visitor, text: string, path = '') => {
  await visitor.visit(path);
  await visitor.open();
  await visitor.say(text);
};

it('[V1] [V2] [V4] two visitors wait: what they are told moves, one is served, one leaves by keyboard and comes back', async () => {
  const first = await stage.visitor({ reducedMotion: 'reduce' });
  await mirror(first);
  await begin(first, 'first in line', '?dir=rtl');
  await tells(first, ar.queue.nobody);
  await first.panel.locator('.aside').getByText(ar.queue.kept).waitFor();

  const ada = await stage.agent();
  await ada.signIn();
  await tells(first, ar.queue.next);
  const second = await stage.visitor(phone);
  await begin(second, 'second in line');
  await tells(second, 'You are 2nd in the queue');
  expect(await seriousFindings(second.page, 'bellhop-chat')).toEqual([]);

  await ada.openConversation('first in line');
  await ada.reply('Good morning');
  await first.log.getByText('Good morning').waitFor();
  await first.panel.getByRole('button', { name: ar.queue.leave }).waitFor({ state: 'detached' });
  await tells(second, 'You are next');

  // The way out stands before the box that one writes in.
  await second.composer.focus();
  await second.page.keyboard.press('Shift+Tab');
  await second.page.keyboard.press('Enter');
  await second.log.getByText('You left the queue. Write again to come back.').waitFor();
  await second.panel.getByRole('button', { name: 'Leave the queue' }).waitFor({ state: 'detached' });
  await second.say('still here after all');
  await tells(second, 'You are next');
  await second.log.getByText('Conversation reopened').waitFor();
});

it('[T7] says that what is typed is seen, and no word leaves where it is not', async () => {
  const visitor = await stage.visitor();
  const sent: string[] = [];
  visitor.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => sent.push(String(payload))),
  );
  await begin(visitor, 'a question');
  await visitor.log.getByText(/^Delivered/).waitFor();
  await visitor.composer.pressSequentially('UNSEEN');
  const ada = await stage.agent();
  await ada.signIn();
  await ada.settings.open('Chat');
  await ada.settings.main.getByRole('switch', { name: 'Show what visitors are typing' }).click();
  await ada.settings.save.click();
  await ada.settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await visitor.panel.getByText('What you type is seen as you type.').waitFor();
  expect(sent.join()).not.toContain('UNSEEN');
  await visitor.composer.fill('SEEN NOW');
  await expect.poll(() => sent.join(), { timeout: 20_000 }).toContain('SEEN NOW');
});
