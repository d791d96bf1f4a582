// @vitest-environment happy-dom
import { within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { PublicGreeting } from '../../shared/widget-settings/greeting-rules.ts';
import type { ChatState } from '../chat.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import type { AsideHost } from '../shell/aside-contract.ts';
import { createEmitter } from '../shell/emitter.ts';
import { start } from './greetings.ts';
import { forgetMemories } from './page-memory.ts';

const HELLO: PublicGreeting = { id: 'hello', text: 'Can we help?' };
const GREETED = 'bellhop:KEY:greeted';
let host: AsideHost;
let state: ChatState;
let tracked: ((name: string) => void)[];
let agreed: boolean;
let consented: () => void;
let stop: () => void;
const greet = vi.fn<(text: string) => void>();
const open = vi.fn<() => Promise<void>>();

const begin = (...greetings: PublicGreeting[]): void => {
  Object.assign(host.config.settings, { greetings });
  stop = start(host);
  vi.advanceTimersByTime(1);
};
const find = () => within(host.wrapper);
const text = (): string | null => host.wrapper.querySelector('.gt')?.textContent ?? null;
const goTo = async (path: string): Promise<void> => {
  history.pushState(null, '', path);
  await Promise.resolve();
  vi.advanceTimersByTime(1);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const element = document.createElement('bellhop-chat');
  const root = element.attachShadow({ mode: 'open' });
  const wrapper = root.appendChild(document.createElement('div'));
  const launcher = wrapper.appendChild(document.createElement('button'));
  document.documentElement.append(element);
  history.replaceState(null, '', '/');
  state = { open: false, visible: true, unread: 0, connection: null, conversation: null };
  [tracked, agreed] = [[], true];
  const { on, emit } = createEmitter();
  host = {
    config: {
      site: 'KEY',
      host: 'https://chat.test',
      panel: '',
      words: enLauncher,
      settings: { name: 'Fern' },
    },
    options: { locale: 'en', position: 'right' },
    ...{ root, wrapper, launcher, emit, greet },
    chat: { getState: () => state, on, open: open.mockResolvedValue() } as unknown as AsideHost['chat'],
    onTrack: (listener) => (
      tracked.push(listener),
      () => (tracked = tracked.filter((one) => one !== listener))
    ),
    store: createMemoryStore(),
    mayAct: () => agreed,
    onConsent: (listener) => ((consented = listener), () => undefined),
  };
});
afterEach(() => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  expect(tracked).toEqual([]);
  expect(host.wrapper.querySelector('.g')).toBeNull();
  host.root.host.remove();
  forgetMemories();
  sessionStorage.clear();
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('a greeting', () => {
  it('comes when its time has come, names who speaks, and is announced', () => {
    begin({ ...HELLO, seconds: 5 });
    vi.advanceTimersByTime(4_900);
    expect(text()).toBeNull();
    vi.advanceTimersByTime(300);
    expect(text()).toBe('Can we help?');
    expect(find().getByRole('region', { name: 'Message from Fern' })).toBeTruthy();
    expect(find().getByRole('status').textContent).toBe('Message from Fern: Can we help?');
  });

  it('opens the chat, which begins with it', () => {
    begin(HELLO);
    find().getByRole('button', { name: 'Can we help?' }).click();
    expect(greet).toHaveBeenCalledWith('Can we help?');
    expect(open).toHaveBeenCalledTimes(1);
    expect(host.store.get(GREETED)).toBe('["hello"]');
  });

  it('goes by its cross and by Escape, and no other comes on this page', () => {
    begin(HELLO, { id: 'again', text: 'Still here?', seconds: 1 });
    find().getByRole('button', { name: 'Dismiss' }).click();
    vi.advanceTimersByTime(5_000);
    expect(text()).toBeNull();
    expect(host.store.get(GREETED)).toBe('["hello"]');
    stop();
    forgetMemories();
    host.store.remove(GREETED);
    begin(HELLO);
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true });
    find().getByRole('button', { name: 'Can we help?' }).dispatchEvent(key);
    expect(text()).toBeNull();
  });

  it('[S29] is remembered only once the visitor acted; until then in the page alone', async () => {
    begin(HELLO);
    expect(text()).toBe('Can we help?');
    await goTo('/x');
    await goTo('/');
    expect(text()).toBeNull();
    expect([...host.store.keys(''), ...Object.keys(sessionStorage)]).toEqual([]);
  });

  it('is not said again to who is known to have had it', () => {
    host.store.set(GREETED, '["hello"]');
    begin(HELLO);
    expect(text()).toBeNull();
  });

  it('comes once a session where the site says so', () => {
    begin({ ...HELLO, once: 'session' });
    find().getByRole('button', { name: 'Dismiss' }).click();
    expect([sessionStorage.getItem(GREETED), host.store.get(GREETED)]).toEqual(['["hello"]', null]);
    stop();
    forgetMemories();
    begin({ ...HELLO, once: 'session' });
    expect(text()).toBeNull();
  });

  it('takes storage that somebody else wrote for none', () => {
    host.store.set(GREETED, '{"hello":1}');
    begin(HELLO);
    expect(text()).toBe('Can we help?');
  });
});

describe('who is greeted', () => {
  it.each([
    ['whose chat is open', () => (state = { ...state, open: true })],
    ['whose launcher is hidden', () => (state = { ...state, visible: false })],
    [
      'with a conversation that goes on',
      () => (state = { ...state, conversation: { id: 'C', status: 'open' } }),
    ],
    ['with one from the page before', () => host.store.set('bellhop:KEY:active', '1')],
    ['who was not asked for consent yet', () => (agreed = false)],
    ['while nobody is there and the launcher hides', () => host.root.host.setAttribute('data-offline', '')],
  ])('is nobody %s', (_who, arrange) => {
    arrange();
    begin(HELLO);
    vi.advanceTimersByTime(5_000);
    expect(text()).toBeNull();
  });

  it('is somebody who agrees later, until they take it back', () => {
    agreed = false;
    begin(HELLO);
    agreed = true;
    consented();
    expect(text()).toBe('Can we help?');
    agreed = false;
    consented();
    expect(text()).toBeNull();
  });

  it('is a new or a returning visitor, as the rule says', () => {
    const rules = [
      { ...HELLO, visitor: 'returning' as const, text: 'Welcome back' },
      { id: 'new1', visitor: 'new' as const, text: 'Welcome' },
    ];
    begin(...rules);
    expect(text()).toBe('Welcome');
    stop();
    forgetMemories();
    host.store.set('bellhop:KEY:token', 'x');
    begin(...rules);
    expect(text()).toBe('Welcome back');
  });

  it('is who came to the page, and is let alone once they opened the chat', async () => {
    begin({ ...HELLO, page: '/shop/*' }, { id: 'cart', page: '/cart', text: 'Questions?' });
    expect(text()).toBeNull();
    await goTo('/shop/pots');
    expect(text()).toBe('Can we help?');
    host.emit('open');
    await goTo('/cart');
    expect(text()).toBeNull();
  });

  it('is who did what the page tracks', () => {
    begin({ ...HELLO, event: 'cart.full', seconds: 2 });
    vi.advanceTimersByTime(10_000);
    for (const listener of tracked) listener('cart.empty');
    vi.advanceTimersByTime(10_000);
    expect(text()).toBeNull();
    for (const listener of tracked) listener('cart.full');
    vi.advanceTimersByTime(2_100);
    expect(text()).toBe('Can we help?');
  });

  it('hears the first rule that applies, one at a time', () => {
    begin({ id: 'one', text: 'One' }, { id: 'two', text: 'Two' });
    vi.advanceTimersByTime(5_000);
    expect(host.wrapper.querySelectorAll('.gt')).toHaveLength(1);
    expect(text()).toBe('One');
  });
});

it('stays where options change, unheard a second time, in another language too', () => {
  begin(HELLO);
  vi.advanceTimersByTime(200);
  stop();
  Object.assign(host.options, { locale: 'de-AT' });
  Object.assign(host.config.settings, { texts: { de: { greetings: { dismiss: 'Weg damit' } } } });
  begin(HELLO);
  vi.advanceTimersByTime(200);
  expect(find().getByRole('region', { name: 'Nachricht von Fern' }).lang).toBe('de');
  expect(find().getByRole('button', { name: 'Weg damit' })).toBeTruthy();
  expect(find().getByRole('status').textContent).toBe('');
});
