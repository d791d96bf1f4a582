import type { Agent } from './agent.ts';
import { eventually } from './eventually.ts';
import { tabTo, walk, type Walked } from './keyboard-walk.ts';
import { PREVIEW_SANDBOX } from './settings-place.ts';
import type { Stage } from './stage.ts';

/** The owner on a page of the settings. */
export async function openSettings(stage: Stage, page: string): Promise<Agent> {
  const agent = await stage.agent({ reducedMotion: 'reduce' });
  agent.troubles.expect(PREVIEW_SANDBOX);
  await agent.signIn();
  await agent.settings.open(page);
  return agent;
}

/** By keys alone to every page of this name, and with Tab through it; what is amiss, by the page's name. */
export async function walkSettings(agent: Agent, names = /./): Promise<Record<string, Walked>> {
  const { settings, page } = agent;
  const findings: Record<string, Walked> = {};
  for (const link of await settings.pages.all()) {
    const name = await link.innerText();
    if (!names.test(name)) continue;
    await tabTo(link);
    await page.keyboard.press('Enter');
    await eventually(() => link.getAttribute('aria-current')).toBe('page');
    await settings.ready();
    findings[await link.innerText()] = await walk(page, settings.main);
  }
  return findings;
}

export const nothingAmiss = (findings: Record<string, Walked>): Record<string, Walked> =>
  Object.fromEntries(Object.keys(findings).map((name) => [name, { missed: [], unseen: [] }]));
