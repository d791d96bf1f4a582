import { describe, expect, it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { isDelivered, type Guest } from './harness/guest.ts';
import { HOSTILE_HOSTS, type HostPage } from './harness/hostile-hosts.ts';
import { ENGINES, useHosts } from './harness/use-hosts.ts';

const stage = useHosts();
const PLAIN: HostPage = { name: 'nothing special' };

const named = (name: string): HostPage => {
  const page = HOSTILE_HOSTS.find((one) => one.name === name);
  if (!page) throw new Error(`No host has ${name}.`);
  return page;
};

const wrongIn = (guest: Guest) => guest.evaluate(() => (window as unknown as { wrong: string[] }).wrong);

/** What routers do that swap a page's content for the next page's. */
const SWAPS: ReadonlyArray<[string, () => void]> = [
  ['body (Turbo)', () => document.body.replaceWith(document.createElement('body'))],
  [
    'body, head and attributes of the root (Astro)',
    () => {
      const root = document.documentElement;
      for (const { name } of [...root.attributes]) root.removeAttribute(name);
      document.head.replaceChildren(document.createElement('title'));
      document.body.replaceWith(document.createElement('body'));
    },
  ],
  [
    'root element (Turbo’s page of an error)',
    () => {
      const root = document.createElement('html');
      root.append(document.createElement('head'), document.createElement('body'));
      document.documentElement.replaceWith(root);
    },
  ],
];

describe.each(ENGINES)('in %s', (engine) => {
  it('[S15] talks under a policy with a nonce and strict-dynamic, and logs nothing', async () => {
    const guest = await stage.guest(engine);
    await guest.visit(stage.hosts.add(named('a policy with a nonce and strict-dynamic')));
    await guest.open();
    await guest.say(`under a nonce in ${engine}`);
    await isDelivered(guest);
    expect(await wrongIn(guest)).toEqual([]);
    expect(await guest.logged()).toEqual([]);
  });

  it('keeps the caret where shortcuts and a focus trap would have it', async () => {
    const guest = await stage.guest(engine);
    await guest.visit(stage.hosts.add(named('shortcuts, and a trap that pulls the focus back')));
    await guest.open();
    await guest.say('/jk');
    await guest.type('and more /jk');
    expect(await guest.draft()).toBe('and more /jk');
    expect(await guest.logged()).toEqual([]);
  });

  it('stays open, with what was typed, when the page swaps its body, head or root', async () => {
    const guest = await stage.guest(engine);
    await guest.visit(stage.hosts.add(PLAIN));
    await guest.open();
    await guest.say('before the swaps');
    await guest.type('half a thou');
    for (const [what, swap] of SWAPS) {
      await guest.evaluate(swap);
      await eventually(() =>
        guest.evaluate(() => document.querySelector('bellhop-chat')?.parentElement?.localName),
      ).toBe('html');
      expect([what, await guest.draft()]).toEqual([what, 'half a thou']);
    }
    expect(await wrongIn(guest)).toEqual([]);
    expect(await guest.logged()).toEqual([]);
  });

  // Chromium blocks the storage of such a frame here, Firefox parts it from the site's own.
  it('talks in a frame of another site, with what the browser lets it keep there', async () => {
    const outer = stage.hosts.addFrameOf(PLAIN);
    const visitor = await stage.guest(engine);
    const guest = await visitor.visitFrame(outer);
    const isKept = await guest.evaluate(() => {
      if (self === self.top || document.location.hostname !== '127.0.0.1') throw new Error('No frame.');
      try {
        return localStorage.length === 0;
      } catch {
        return false;
      }
    });
    expect(isKept).toBe(engine === 'Firefox');
    await guest.open();
    await guest.say(`from a frame in ${engine}`);
    await isDelivered(guest);
    await stage.agent.answer(`from a frame in ${engine}`, 'seen in a frame');
    await guest.hears('seen in a frame');
    expect(await wrongIn(guest)).toEqual([]);

    const again = await visitor.visitFrame(outer);
    await again.open();
    if (isKept) await again.hears('seen in a frame');
    await again.say('and once more');
    await isDelivered(again);
    expect(await wrongIn(again)).toEqual([]);
    // Of the frame itself Firefox says that it is parted, and that it stopped what ran as the frame went.
    const own = /^cookiePartitionedForeign|Script terminated by timeout/;
    expect((await visitor.logged()).filter((line) => !own.test(line))).toEqual([]);
  });

  it('does not let the page notice that Bellhop went away', async () => {
    const guest = await stage.guest(engine);
    guest.mayLog(/Content Security Policy|policy violation: connect-src/);
    await guest.visit(
      stage.hosts.add({
        name: 'a policy that lets the loader in and nothing else',
        policy: (bellhop) =>
          `default-src 'self'; script-src 'unsafe-inline' ${bellhop}/w/; connect-src 'none'`,
      }),
    );
    await guest.open();
    await guest.say('nobody hears this');
    await guest.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(await wrongIn(guest)).toEqual([]);
  });
});
