import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Chat, ChatEvent } from '../../widget/chat.ts';
import type { ChatOptions } from '../../widget/options.ts';
import { eventually } from './harness/eventually.ts';
import { SdkPage } from './harness/sdk-page.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const ROOT = join(import.meta.dirname, '../..');

/** Seen by a test of its own; the file must speak of it. */
const elsewhere = (path: string) => ({ path });
type Elsewhere = ReturnType<typeof elsewhere>;

interface Scene {
  visitor: Visitor;
  sdk: SdkPage;
}
type Case = (scene: Scene) => Promise<void>;

const ALL_EVENTS: readonly ChatEvent[] = [
  'ready',
  'open',
  'close',
  'show',
  'hide',
  'unread',
  'message:sent',
  'message:received',
  'message:failed',
  'typing',
  'conversation:started',
  'conversation:ended',
  'agent:assigned',
  'availability',
  'connection',
  'error',
  'identity:changed',
];

const open = async (options: Partial<ChatOptions> | null = null): Promise<Scene> => {
  const visitor = await stage.visitor();
  return { visitor, sdk: await SdkPage.open(visitor, stage.bellhop.shopUrl, ALL_EVENTS, options) };
};
const state = async ({ sdk }: Scene) => (await sdk.call('getState')) as ReturnType<Chat['getState']>;
const keys = ({ sdk }: Scene) =>
  sdk.page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) =>
      key.startsWith('bellhop:'),
    ),
  );
const refused = (code: string) => expect.objectContaining({ code });

/** Every method, on one page, in this order. The compiler finds one that has no case. */
const METHODS: Record<keyof Chat, Case | Elsewhere> = {
  ready: async ({ sdk }) => expect(await sdk.call('ready')).toBeUndefined(),
  on: async ({ sdk }) => expect(await sdk.heard('ready')).toHaveLength(1),
  once: async ({ sdk }) => {
    const counted = await sdk.page.evaluate(async () => {
      let count = 0;
      window.Bellhop?.once?.('hide', () => count++);
      for (const name of ['hide', 'show', 'hide', 'show']) await window.Bellhop?.(name);
      return count;
    });
    expect(counted).toBe(1);
  },
  off: async ({ sdk }) => {
    const counted = await sdk.page.evaluate(async () => {
      let count = 0;
      const listener = () => void count++;
      window.Bellhop?.on?.('hide', listener);
      window.Bellhop?.off?.('hide', listener);
      window.Bellhop?.on?.('hide', listener)();
      for (const name of ['hide', 'show']) await window.Bellhop?.(name);
      return count;
    });
    expect(counted).toBe(0);
  },
  hide: async (scene) => {
    await scene.sdk.call('hide');
    expect((await state(scene)).visible).toBe(false);
  },
  show: async (scene) => {
    await scene.sdk.call('show');
    expect((await state(scene)).visible).toBe(true);
  },
  init: async ({ sdk, visitor }) => {
    await sdk.call('init', {});
    expect(await visitor.page.locator('bellhop-chat').count()).toBe(1);
  },
  update: async ({ sdk, visitor }) => {
    await sdk.call('update', { offset: 100 });
    const box = await visitor.launcher.boundingBox();
    expect(Math.round(800 - (box?.y ?? 0) - (box?.height ?? 0))).toBe(100);
    expect(await sdk.call('update', { theme: 'purple' })).toEqual({
      error: expect.stringMatching(/option 'theme' is 'purple'. Use one of/),
    });
    expect(await sdk.heard('error')).toHaveLength(1);
  },
  setPosition: async ({ sdk, visitor }) => {
    await sdk.call('setPosition', 'left');
    expect((await visitor.launcher.boundingBox())?.x).toBe(100);
  },
  setAttributes: async ({ sdk }) => expect(await sdk.call('setAttributes', { plan: 'free' })).toBeUndefined(),
  track: async ({ sdk }) => expect(await sdk.call('track', 'looked')).toBeUndefined(),
  page: async ({ sdk }) => expect(await sdk.call('page')).toBeUndefined(),
  use: async ({ sdk }) => {
    const ended = await sdk.page.evaluate(async () => {
      const end = await window.Bellhop?.use?.({
        beforeSend: ({ text }) => (text === 'keep' ? false : text.replace('4111', '****')),
        beforeDisplay: ({ text }) => text.replace('blue', 'green'),
      });
      return typeof end;
    });
    expect(ended).toBe('function');
  },
  open: async ({ sdk, visitor }) => {
    await sdk.call('open');
    await visitor.panel.waitFor();
  },
  close: async ({ sdk, visitor }) => {
    await sdk.call('close');
    await visitor.panel.waitFor({ state: 'hidden' });
  },
  toggle: async ({ sdk, visitor }) => {
    await sdk.call('toggle');
    await visitor.panel.waitFor();
  },
  setTheme: async ({ sdk, visitor }) => {
    await sdk.call('setTheme', 'dark');
    await visitor.page.locator('bellhop-chat .w.dark').waitFor({ state: 'attached' });
    await sdk.call('setTheme', 'light');
    await visitor.page.locator('bellhop-chat .w:not(.dark)').waitFor({ state: 'attached' });
  },
  setLocale: async ({ sdk, visitor }) => {
    await sdk.call('setLocale', 'ar');
    await visitor.page.locator('bellhop-chat .w[dir=rtl]').waitFor({ state: 'attached' });
    await sdk.call('setLocale', 'en');
    await visitor.page.locator('bellhop-chat .w[dir=ltr]').waitFor({ state: 'attached' });
  },
  setDraft: async ({ sdk, visitor }) => {
    await sdk.call('setDraft', 'half a');
    expect(await visitor.composer.inputValue()).toBe('half a');
    await sdk.call('setDraft', '');
    expect(await sdk.call('setDraft', 4)).toEqual(refused('bad_request'));
  },
  sendMessage: async ({ sdk, visitor }) => {
    expect(await sdk.call('sendMessage', 'my card is 4111, it is blue')).toMatchObject({
      text: 'my card is 4111, it is blue',
    });
    await visitor.log.getByText('my card is ****, it is green').waitFor();
    expect(await sdk.call('sendMessage', 'keep')).toEqual(refused('forbidden'));
    await eventually(() => sdk.heard('message:sent')).toHaveLength(1);
  },
  getState: async (scene) =>
    expect(await state(scene)).toMatchObject({ open: true, visible: true, unread: 0, conversation: {} }),
  getUnreadCount: async ({ sdk }) => expect(await sdk.call('getUnreadCount')).toBe(0),
  markRead: async ({ sdk }) => expect(await sdk.call('markRead')).toBeUndefined(),
  requestTranscript: async ({ sdk }) =>
    expect(await sdk.call('requestTranscript')).toMatchObject({
      text: expect.stringContaining('my card is'),
    }),
  uploadFile: async ({ sdk }) => expect(await sdk.call('uploadFile')).toEqual(refused('unsupported')),
  setTeam: async ({ sdk }) => expect(await sdk.call('setTeam', null)).toBeUndefined(),
  rate: elsewhere('widget/rating/rating.ts'),
  identify: async ({ sdk }) => {
    await sdk.call('identify', { name: 'Ada' });
    expect(await sdk.call('identify', 'no.such.token')).toHaveProperty('error');
  },
  openConversation: async ({ sdk }) =>
    expect(await sdk.call('openConversation', '00000000-0000-4000-8000-000000000009')).toEqual(
      refused('not_found'),
    ),
  endConversation: async ({ sdk }) => {
    await sdk.call('endConversation');
    await eventually(() => sdk.heard('conversation:ended')).toHaveLength(1);
  },
  startConversation: async (scene) => {
    await scene.sdk.call('startConversation');
    expect((await state(scene)).conversation).toBeNull();
  },
  setConsent: async (scene) => {
    expect(await keys(scene)).not.toEqual([]);
    await scene.sdk.call('setConsent', false);
    expect(await keys(scene)).toEqual([]);
    await scene.sdk.call('setDraft', 'in memory alone');
    expect(await keys(scene)).toEqual([]);
    await scene.sdk.call('setConsent', true);
    await eventually(() => keys(scene)).not.toEqual([]);
  },
  reset: async (scene) => {
    await scene.sdk.call('reset');
    expect(await keys(scene)).toEqual([]);
  },
  shutdown: async ({ sdk, visitor }) => {
    await sdk.call('shutdown');
    expect(await visitor.page.locator('bellhop-chat').count()).toBe(0);
    await sdk.call('open');
    await visitor.panel.waitFor();
  },
  destroy: async ({ sdk, visitor }) => {
    await sdk.call('destroy');
    expect(await visitor.page.locator('bellhop-chat').count()).toBe(0);
    expect(await visitor.page.evaluate(() => typeof window.Bellhop)).toBe('undefined');
  },
};

it('answers every method, whether it was called before the script came or after', async () => {
  const scene = await open();
  // The page is told of a wrong option in its console, once; the server refuses a forged token.
  scene.visitor.troubles.expect(/option 'theme' is 'purple'/, /status of 40[0-9]/);
  for (const [name, check] of Object.entries(METHODS)) {
    if (typeof check === 'function')
      await check(scene).catch((error: Error) => Promise.reject(named(name, error)));
    else expect(readFileSync(join(ROOT, check.path), 'utf8')).toContain(name);
  }
});

const named = (name: string, error: Error): Error => new Error(`${name}: ${error.message}`, { cause: error });

type OptionCase = Elsewhere | { given: Partial<ChatOptions>; check: Case };
const launcherBox = ({ visitor }: Scene) => visitor.launcher.boundingBox();

/** Every option, given before the script came. */
const OPTIONS: Record<keyof ChatOptions, OptionCase> = {
  site: {
    given: { site: 'another' },
    check: async ({ sdk }) => expect(await sdk.heard('error')).toHaveLength(1),
  },
  host: elsewhere('widget/options.test.ts'),
  settings: elsewhere('widget/options.test.ts'),
  nonce: elsewhere('widget/options.test.ts'),
  user: elsewhere('widget/setup/keep-calls.test.ts'),
  team: elsewhere('widget/forms/set-team.ts'),
  locale: {
    given: { locale: 'ar' },
    check: async ({ sdk, visitor }) => {
      await sdk.call('open');
      await visitor.page.locator('bellhop-chat .w[dir=rtl][lang=ar]').waitFor({ state: 'attached' });
    },
  },
  theme: {
    given: { theme: 'dark' },
    check: async ({ sdk, visitor }) => {
      await sdk.call('open');
      await visitor.page.locator('bellhop-chat .w.dark').waitFor({ state: 'attached' });
    },
  },
  colors: {
    given: { colors: { accent: 'rgb(1, 2, 3)' } },
    check: async ({ visitor }) =>
      expect(await visitor.launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
        'rgb(1, 2, 3)',
      ),
  },
  position: {
    given: { position: 'left' },
    check: async (scene) => expect((await launcherBox(scene))?.x).toBe(20),
  },
  offset: {
    given: { offset: { bottom: 50 } },
    check: async (scene) => expect((await launcherBox(scene))?.y).toBe(800 - 50 - 56),
  },
  zIndex: {
    given: { zIndex: 7 },
    check: async ({ visitor }) => {
      const element = visitor.page.locator('bellhop-chat');
      expect(await element.evaluate((one) => getComputedStyle(one).zIndex)).toBe('7');
      expect(await element.evaluate((one) => one.matches(':popover-open'))).toBe(false);
    },
  },
  launcher: {
    given: { launcher: 'h1' },
    check: async ({ visitor }) => {
      const own = visitor.page.locator('h1').first();
      expect(await visitor.launcher.count()).toBe(0);
      expect(await own.getAttribute('aria-expanded')).toBe('false');
      await own.click();
      await visitor.panel.waitFor();
      expect(await own.getAttribute('aria-expanded')).toBe('true');
      await visitor.page.evaluate(() => window.Bellhop?.('shutdown'));
      expect(await own.getAttribute('aria-expanded')).toBeNull();
    },
  },
  mode: {
    given: { mode: 'inline', target: 'footer' },
    check: async ({ visitor, sdk }) => {
      await visitor.page.locator('footer bellhop-chat .panel[open]').waitFor();
      expect(await visitor.launcher.count()).toBe(0);
      expect(await visitor.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
      await sdk.call('close');
      expect(await visitor.page.locator('.panel').isVisible()).toBe(true);
    },
  },
  target: {
    given: { target: 'footer' },
    check: async ({ visitor }) => expect(await visitor.page.locator('footer > bellhop-chat').count()).toBe(1),
  },
  autoload: {
    given: { autoload: 'manual' },
    check: async ({ visitor, sdk }) => {
      expect(await visitor.launcher.count()).toBe(0);
      await sdk.call('open');
      await visitor.panel.waitFor();
    },
  },
  storage: {
    given: { storage: 'session' },
    check: async (scene) => {
      await scene.sdk.call('setDraft', 'kept for this tab');
      expect(await scene.sdk.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
      expect(await keys(scene)).not.toEqual([]);
    },
  },
  consent: {
    given: { consent: 'required' },
    check: async (scene) => {
      await scene.sdk.call('sendMessage', 'said without consent');
      await eventually(() => scene.sdk.heard('message:sent')).toHaveLength(1);
      expect(await keys(scene)).toEqual([]);
      // [S29] Neither what the page tracks nor which page it is leaves before, nor after consent was taken back.
      const told: string[] = [];
      scene.sdk.page.on('request', (request) => {
        if (request.url().endsWith('/visitor/activity')) told.push(request.postData() ?? '');
      });
      await scene.sdk.call('track', 'held_back');
      await scene.sdk.call('setAttributes', { plan: 'gold' });
      expect(told).toEqual([]);
      await scene.sdk.call('setConsent', true);
      await eventually(() => keys(scene)).not.toEqual([]);
      await eventually(() => told.join()).toContain('held_back');
      await eventually(() => told.join()).toContain('"page"');
      await scene.sdk.call('setConsent', false);
      told.length = 0;
      await scene.sdk.call('sendMessage', 'said without consent again');
      await eventually(() => scene.sdk.heard('message:sent')).toHaveLength(2);
      await scene.sdk.call('track', 'held_back_again');
      await scene.sdk.call('setAttributes', { plan: 'silver' });
      expect(told).toEqual([]);
    },
  },
  // The demo's site is always open.
  hideWhenOffline: elsewhere('widget/setup/follow-hours.test.ts'),
};

it.each(Object.entries(OPTIONS))('takes the option %s from before the script came', async (name, option) => {
  if ('path' in option) {
    expect(readFileSync(join(ROOT, option.path), 'utf8')).toContain(name);
    return;
  }
  const scene = await open(option.given);
  if (name === 'site') scene.visitor.troubles.expect(/option 'site'/);
  await option.check(scene);
});

/** Every event. What takes two people is heard in one conversation below. */
const EVENTS: Record<ChatEvent, 'conversation' | 'methods' | Elsewhere> = {
  ready: 'methods',
  open: 'methods',
  close: 'methods',
  show: 'methods',
  hide: 'methods',
  error: 'methods',
  unread: 'conversation',
  'message:sent': 'conversation',
  'message:received': 'conversation',
  'message:failed': elsewhere('widget/panel/mount-panel.test.tsx'),
  typing: 'conversation',
  'conversation:started': 'conversation',
  'conversation:ended': 'conversation',
  'agent:assigned': 'conversation',
  availability: 'conversation',
  connection: 'conversation',
  'agent:left': elsewhere('widget/panel/report-news.test.ts'),
  'queue:position': elsewhere('widget/panel/queue.test.tsx'),
  'form:submitted': elsewhere('widget/forms/begin-forms.tsx'),
  'rating:submitted': elsewhere('widget/rating/rating-state.ts'),
  'identity:changed': elsewhere('widget/identity/identify.ts'),
};

it('tells every event', async () => {
  const { visitor, sdk } = await open();
  for (const name of ['hide', 'show', 'open', 'close']) await sdk.call(name);
  expect(await sdk.call('noSuchMethod')).toHaveProperty('error');
  await sdk.call('update', { colour: 'red' });
  visitor.troubles.expect(/option 'colour'/);

  const agent = await stage.agent();
  await agent.signIn();
  await sdk.call('sendMessage', 'is anybody there?');
  await agent.openConversation('is anybody there?');
  await agent.reply('I am');
  await eventually(() => sdk.heard('unread')).toContainEqual({ count: 1 });
  await agent.replyBox.pressSequentially('more');
  await eventually(() => sdk.heard('typing')).toContainEqual(expect.objectContaining({ typing: true }));
  await agent.endButton.click();
  await eventually(() => sdk.heard('conversation:ended')).toHaveLength(1);
  for (const [event, where] of Object.entries(EVENTS)) {
    if (typeof where === 'object') expect(readFileSync(join(ROOT, where.path), 'utf8')).toContain(event);
    else expect(await sdk.heard(event as ChatEvent), event).not.toEqual([]);
  }
});

const plain = createServer();
beforeAll(async () => {
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
});
afterAll(() => void plain.close());

/** A page without the shop's policy, which lets no script add another. */
const openPlain = async (tags: number): Promise<Scene> => {
  const visitor = await stage.visitor();
  const loader = `${stage.bellhop.url}/w/${await stage.bellhop.siteKey()}.js`;
  const tag = `<script async crossorigin charset="utf-8" src="${loader}"></script>`;
  const body = `<!doctype html><title>Plain</title><h1>Plain</h1>${tag.repeat(tags)}`;
  plain.removeAllListeners('request').on('request', (_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  const { port } = plain.address() as AddressInfo;
  return { visitor, sdk: await SdkPage.open(visitor, `http://127.0.0.1:${port}/`, ALL_EVENTS) };
};

it('does nothing when it is embedded twice, or after a navigation within the page', async () => {
  const { visitor, sdk } = await openPlain(2);
  await sdk.page.evaluate(() => history.pushState({}, '', '#elsewhere'));
  await visitor.open();
  expect(await visitor.page.locator('bellhop-chat').count()).toBe(1);
  expect(await sdk.heard('ready')).toHaveLength(1);
});

/** Runs in the page: takes the widget away and embeds it anew, as often. */
const takeAndBring = async (times: number): Promise<void> => {
  const { src } = document.querySelector('script[src*="/w/"]') as HTMLScriptElement;
  for (let turn = 0; turn < times; turn++) {
    await window.Bellhop?.('update', { launcher: 'h1' });
    await window.Bellhop?.('open');
    await window.Bellhop?.('setDraft', 'half a');
    await window.Bellhop?.('destroy');
    const script = Object.assign(document.createElement('script'), { src, crossOrigin: '' });
    await new Promise((resolve) => {
      script.onload = resolve;
      document.head.append(script);
    });
    script.remove();
  }
};

it('leaves nothing behind: a hundred times destroyed and made again', async () => {
  const { visitor, sdk } = await openPlain(1);
  const devtools = await visitor.context.newCDPSession(visitor.page);
  await devtools.send('Performance.enable');
  const held = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { nodes: value('Nodes'), listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize') };
  };
  await sdk.page.evaluate(takeAndBring, 10);
  const before = await held();
  await sdk.page.evaluate(takeAndBring, 100);
  const after = await held();
  // A hundred widgets of a dozen nodes and thirty listeners would be thousands.
  expect(after.nodes - before.nodes).toBeLessThan(100);
  expect(after.listeners - before.listeners).toBeLessThan(50);
  expect(after.heap / before.heap).toBeLessThan(1.3);
});
