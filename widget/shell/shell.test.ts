// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enLauncher } from '../i18n/en-launcher.ts';
import type { Chat } from '../chat.ts';
import type { PanelHandle, PanelHost, PanelModule } from './panel-contract.ts';
import * as setup from '../setup.ts';
import { createShell } from './shell.ts';
import type { SetupModule } from './setup-contract.ts';
import { installGlobal, isInstalled, queuedCalls } from './window-bellhop.ts';

const config = {
  site: 'KEY',
  host: 'https://chat.example.com',
  panel: '/w/a/panel.x.js',
  words: { ...enLauncher },
  settings: { name: 'Fern & Field', accent: 'red', greeting: '', position: 'right' as const },
};
const spy = () => vi.fn<(...given: unknown[]) => void>();
const later = vi.fn<(name: string, args: readonly unknown[]) => Promise<unknown>>();
const panel = { opened: spy(), closed: spy(), reset: spy(), destroy: spy(), state: () => ({}), later };
const importPanel = vi.fn<(attempt: number) => Promise<PanelModule>>();
const importSetup = vi.fn<(attempt: number) => Promise<SetupModule>>();
const reported = spy();
let panelHost: PanelHost;
let chat: Chat;

const create = (locale = 'en'): Chat =>
  createShell(config, { locale, theme: 'auto', position: 'right' }, { importPanel, importSetup });
const hostElement = () => document.querySelector('bellhop-chat') as HTMLElement;
const launcher = () => hostElement().shadowRoot?.querySelector('button') as HTMLButtonElement;

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal('reportError', reported);
  const mount = (host: PanelHost) => ((panelHost = host), panel as unknown as PanelHandle);
  importPanel.mockResolvedValue({ mount });
  importSetup.mockResolvedValue(setup);
  chat = create();
});
afterEach(async () => {
  await chat.destroy();
  localStorage.clear();
  delete window.Bellhop;
});

describe('the shell', () => {
  it('[S29] stands on the root element and loads, stores and connects nothing', () => {
    expect(hostElement().parentElement).toBe(document.documentElement);
    expect(importPanel).not.toHaveBeenCalled();
    expect(Object.keys(localStorage)).toEqual([]);
    expect(launcher().ariaLabel).toBe('Open chat');
    expect(launcher().ariaExpanded).toBe('false');
  });

  it('fetches the panel ahead at the first interest, once', () => {
    launcher().dispatchEvent(new Event('pointerenter'));
    launcher().dispatchEvent(new Event('focus'));
    expect(importPanel).toHaveBeenCalledTimes(1);
  });

  it('opens and closes by click', async () => {
    launcher().click();
    await vi.waitFor(() => expect(panel.opened).toHaveBeenCalledTimes(1));
    expect(launcher().ariaLabel).toBe('Close chat');
    expect(chat.getState().open).toBe(true);
    launcher().click();
    expect(panel.closed).toHaveBeenCalledTimes(1);
    expect(launcher().ariaLabel).toBe('Open chat');
  });

  it('does not open what was closed while it loaded', async () => {
    const opening = chat.open();
    await chat.close();
    await opening;
    expect(panel.opened).not.toHaveBeenCalled();
  });

  it('says when the panel cannot be loaded, and tries anew', async () => {
    importPanel.mockRejectedValueOnce(new Error('offline'));
    const errors = spy();
    chat.on('error', errors);
    await expect(chat.open()).rejects.toThrow('offline');
    const note = hostElement().shadowRoot?.querySelector('[role=alert]') as HTMLElement;
    expect(note.hidden).toBe(false);
    expect(errors).toHaveBeenCalledTimes(1);
    await chat.open();
    expect(importPanel.mock.calls).toEqual([[0], [1]]);
    expect(note.hidden).toBe(true);
  });

  it('shows what is unread and tells the page', async () => {
    await chat.open();
    const heard = spy();
    chat.on('unread', heard);
    panelHost.setUnread(2);
    panelHost.setUnread(2);
    expect(heard.mock.calls).toEqual([[{ count: 2 }]]);
    expect(launcher().textContent).toBe('2');
    expect(launcher().ariaDescription).toBe('2 unread');
  });

  it('loads the panel idly for a conversation that goes on', async () => {
    localStorage.setItem('bellhop:KEY:active', '1');
    await chat.destroy();
    localStorage.setItem('bellhop:KEY:active', '1');
    chat = create();
    await vi.waitFor(() => expect(importPanel).toHaveBeenCalledTimes(1));
    expect(panel.opened).not.toHaveBeenCalled();
  });

  it('[S10] forgets this site, and only it, also without a panel', async () => {
    localStorage.setItem('bellhop:KEY:token', 'secret');
    localStorage.setItem('bellhop:OTHER:token', 'theirs');
    await chat.reset();
    expect(Object.keys(localStorage)).toEqual(['bellhop:OTHER:token']);
    expect(importPanel).not.toHaveBeenCalled();
  });

  it('keeps keys and focus from the page', () => {
    const heard = spy();
    for (const type of ['keydown', 'input', 'focusin', 'paste']) {
      addEventListener(type, heard);
      launcher().dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      removeEventListener(type, heard);
    }
    expect(heard).not.toHaveBeenCalled();
  });

  it('is off the page after shutdown, keeps the visitor, and starts again', async () => {
    localStorage.setItem('bellhop:KEY:token', 'secret');
    await chat.open();
    await chat.shutdown();
    expect(panel.destroy).toHaveBeenCalledTimes(1);
    expect(hostElement()).toBeNull();
    expect(chat.getState()).toMatchObject({ open: false, visible: false });
    expect(localStorage.getItem('bellhop:KEY:token')).toBe('secret');
    await chat.open();
    expect(panel.opened).toHaveBeenCalledTimes(2);
    expect(hostElement().isConnected).toBe(true);
    await chat.shutdown();
    await chat.init();
    expect(hostElement().isConnected).toBe(true);
    expect(chat.getState().open).toBe(false);
  });

  it('does not mount a panel on what was shut down while it loaded', async () => {
    let arrive = (_module: PanelModule): void => {};
    importPanel.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
    const opening = chat.open();
    await chat.shutdown();
    arrive({ mount: () => panel as unknown as PanelHandle });
    await expect(opening).rejects.toThrow('gone');
    expect(panel.destroy).toHaveBeenCalledTimes(1);
    expect(hostElement()).toBeNull();
  });

  it('waits for options that were given before it stood', async () => {
    await chat.destroy();
    const options = { locale: 'en', position: 'right' as const, held: true };
    chat = createShell(config, options, { importPanel, importSetup });
    const wrapper = hostElement().shadowRoot?.querySelector('.w') as HTMLElement;
    expect(wrapper.hidden).toBe(true);
    void chat.init({ launcher: false });
    await chat.ready();
    expect(wrapper.hidden).toBe(false);
    expect(launcher().hidden).toBe(true);
  });

  it('is gone after destroy', async () => {
    await chat.open();
    await chat.destroy();
    expect(panel.destroy).toHaveBeenCalledTimes(1);
    expect(hostElement()).toBeNull();
    await expect(chat.open()).rejects.toThrow('destroyed');
  });
});

describe('window.Bellhop', () => {
  it('makes up for calls of the stub', async () => {
    const settled: unknown[] = [];
    const keep = (value: unknown) => void settled.push(value);
    const stub = Object.assign(async () => {}, {
      q: [[['open']], [['getUnreadCount'], keep, keep], [['noSuchThing'], keep, keep]],
    });
    window.Bellhop = stub as unknown as NonNullable<typeof window.Bellhop>;
    expect(isInstalled()).toBe(false);
    installGlobal(chat, queuedCalls());
    expect(isInstalled()).toBe(true);
    await vi.waitFor(() => expect(panel.opened).toHaveBeenCalledTimes(1));
    expect(settled[0]).toBe(0);
    expect(String(settled[1])).toContain("No method 'noSuchThing'");
  });

  it('takes both spellings, and always promises in the first', async () => {
    installGlobal(chat, queuedCalls());
    await expect(window.Bellhop?.('getUnreadCount')).resolves.toBe(0);
    expect(window.Bellhop?.getUnreadCount?.()).toBe(0);
    await expect(window.Bellhop?.('__proto__')).rejects.toThrow('No method');
  });
});

describe('listeners', () => {
  it('come and go, and one that throws stops no other', async () => {
    const heard: string[] = [];
    chat.on('open', () => {
      throw new Error("the page's");
    });
    const stop = chat.on('open', () => void heard.push('on'));
    chat.once('open', () => void heard.push('once'));
    await chat.open();
    await chat.close();
    stop();
    await chat.open();
    expect(heard).toEqual(['on', 'once']);
    expect(reported).toHaveBeenCalledTimes(2);
  });
});
