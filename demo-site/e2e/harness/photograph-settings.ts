import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { acceptInvitation, CLIPBOARD, copyInvitation } from './invite.ts';
import type { Stage } from './stage.ts';

const PASSWORD = 'moss-under-the-stairs';
const PEOPLE = [
  ['Ben Okafor', 'ben@fernandfield.example', 'Admin'],
  ['Cleo Moreau', 'cleo@fernandfield.example', 'Agent'],
  ['Dee Lindqvist', 'dee@fernandfield.example', 'Agent'],
] as const;

interface Picture {
  name: string;
  place: string;
  language?: 'ar';
  options: BrowserContextOptions;
}

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 820, height: 1180 };
/** Few: each another page, size, theme or direction. */
const PICTURES: readonly Picture[] = [
  {
    name: 'settings-widget-light',
    place: 'settings/widget',
    options: { viewport: DESK, colorScheme: 'light' },
  },
  {
    name: 'settings-members-dark',
    place: 'settings/members',
    options: { viewport: DESK, colorScheme: 'dark' },
  },
  {
    name: 'settings-hours-rtl',
    place: 'settings/hours',
    language: 'ar',
    options: { viewport: TABLET, colorScheme: 'light' },
  },
];

/** The settings of a workspace in which some people work already. */
export async function photographSettings(stage: Stage, folder: string): Promise<void> {
  const owner = await stage.agent(CLIPBOARD);
  await owner.signIn();
  await owner.settings.open('Members');
  for (const [name, email, role] of PEOPLE) {
    const newcomer = await stage.agent();
    await acceptInvitation(newcomer, await copyInvitation(owner, email, role), {
      name,
      email,
      password: PASSWORD,
    });
    await newcomer.context.close();
  }
  await copyInvitation(owner, 'emil@fernandfield.example', 'Agent');
  await owner.settings.choose('Business hours');
  await owner.settings.main.getByRole('button', { name: 'Monday to Friday, 9 to 5' }).click();
  await owner.settings.save.click();
  await owner.settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  for (const picture of PICTURES) await take(stage, folder, picture);
}

async function take(stage: Stage, folder: string, { name, place, language, options }: Picture) {
  const agent = await stage.agent({ reducedMotion: 'reduce', ...options });
  const { page } = agent;
  await agent.signIn();
  if (language) await page.evaluate((tag) => localStorage.setItem('bellhop.console.language', tag), language);
  await agent.visitPlace(place);
  await agent.settings.ready();
  if (place === 'settings/widget') {
    await page.getByRole('radio', { name: 'In a chat' }).check();
    await page.frameLocator('iframe').getByText('Do you ship on Saturdays?').waitFor();
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await agent.context.close();
}
