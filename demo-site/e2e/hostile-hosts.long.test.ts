import { describe, expect, it } from 'vitest';
import { isDelivered, type Guest } from './harness/guest.ts';
import { HOSTILE_HOSTS } from './harness/hostile-hosts.ts';
import { ENGINES, useHosts } from './harness/use-hosts.ts';

/** How far the launcher is from the edges of what is seen, how big it is, and whether a click there would be its own. */
const launcherOf = (guest: Guest) =>
  guest.evaluate(() => {
    const button = document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('.l');
    if (!button) return null;
    const { left, right, top, bottom, width, height } = button.getBoundingClientRect();
    const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const sides = { right: document.documentElement.clientWidth - right, bottom: innerHeight - bottom };
    const rounded = Object.entries({ ...sides, width, height }).map(([side, px]) => [side, Math.round(px)]);
    return { ...Object.fromEntries(rounded), hit: middle?.localName };
  });

const panelOf = (guest: Guest) =>
  guest.evaluate(() => {
    const dialog = document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('dialog');
    if (!dialog) return null;
    const { width, left, top } = dialog.getBoundingClientRect();
    // Not as its first frame is drawn, which is a little smaller.
    const { offsetWidth } = dialog;
    const { fontSize, direction } = getComputedStyle(dialog);
    const hit = document.elementFromPoint(left + width / 2, top + 8)?.localName;
    return { width: offsetWidth, fontSize, direction, hit };
  });

const textOf = (guest: Guest) =>
  guest.evaluate(
    () => document.querySelector('bellhop-chat')?.shadowRoot?.querySelector('dialog')?.textContent,
  );

describe.each(ENGINES)('in %s', (engine) => {
  // A server for each: an address may begin twenty conversations in an hour, and there are as many pages.
  const stage = useHosts();

  it.each(HOSTILE_HOSTS)('is the same on a page with $name', async (page) => {
    const guest = await stage.guest(engine);
    await guest.visit(stage.hosts.add(page));
    const { launcher = 1, says = /^$/ } = page;
    const [edge, size] = [20 * launcher, 56 * launcher];
    const corner = { right: edge, bottom: edge, width: size, height: size, hit: 'bellhop-chat' };
    expect(await launcherOf(guest)).toEqual(corner);
    await guest.open();
    expect(await panelOf(guest)).toEqual({
      width: 384,
      fontSize: '15px',
      direction: 'ltr',
      hit: 'bellhop-chat',
    });
    const said = `/jk ${page.name}`;
    await guest.say(said);
    await isDelivered(guest);
    await stage.agent.answer(said, 'seen');
    await guest.hears('seen');
    expect(await textOf(guest)).not.toMatch(/[\u0080-\u009f]|â€|\ufffd/);
    expect(await guest.evaluate(() => (window as unknown as { wrong: string[] }).wrong)).toEqual([]);
    expect((await guest.logged()).filter((line) => !says.test(line))).toEqual([]);
  });
});
