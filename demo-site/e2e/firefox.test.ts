import { expect, it } from 'vitest';
import { useFirefox } from './harness/use-firefox.ts';

const stage = useFirefox();

it('[S15] talks on the hostile page in Firefox, and neither console is told anything', async () => {
  const visitor = await stage.visitor();
  const agent = await stage.agent();
  await visitor.visit();
  await visitor.open();
  await visitor.say('hello from Firefox /jk');
  await agent.answer('hello from Firefox /jk', 'seen with https://example.com/a');
  await visitor.hears('seen with https://example.com/a');
  const focused = await visitor.page.evaluate(() => document.activeElement?.localName);
  expect(focused).toBe('bellhop-chat');
  await visitor.page.type('Escape');
  await visitor.page.find('button', 'Open chat');
  expect(visitor.page.asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host)).toEqual(
    expect.arrayContaining([new URL(stage.bellhop.url).host]),
  );
});
