import type { Chat } from '../chat.ts';
import type { LoaderConfig } from '../loader-config.ts';
import { dress } from './dress.ts';
import { append } from './element.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { forward } from './forward.ts';
import { attach, createHostElement } from './host-element.ts';
import { createLauncher } from './launcher.ts';
import type { PanelModule } from './panel-contract.ts';
import { quiet } from './quiet.ts';
import { retried } from './retried.ts';
import type { SetupHost, SetupModule } from './setup-contract.ts';
import { activeKey, forgetSite, onStorage } from './storage-keys.ts';
import { whenIdle } from './when-idle.ts';
import type { WidgetOptions } from './widget-options.ts';

export interface ShellSurroundings {
  importPanel(attempt: number): Promise<PanelModule>;
  importSetup(attempt: number): Promise<SetupModule>;
}

/**
 * Launcher and public surface. The panel comes at the first click, or idly for a conversation that goes on.
 * One closure, longer than others here: every page pays for each byte of it, and locals are what a minifier can rename.
 */
export const createShell = (
  config: LoaderConfig,
  options: WidgetOptions,
  { importPanel, importSetup }: ShellSurroundings,
  { on, once, off, emit }: Emitter = createEmitter(),
): Chat => {
  const { settings, site } = config;
  const standing = createHostElement(options);
  const { element, wrapper } = standing;
  const face = createLauncher(wrapper, config, () => void chat.toggle());
  const launcher = face.button;
  const failure = append(wrapper, 'div', { className: 'f', role: 'alert', hidden: true });
  let isOpen = false;
  let unread = 0;
  let settingUp: Promise<unknown> | null = null;

  const relabel = (): void => face.draw(isOpen, unread);

  const setUnread = (count: number): void => {
    if (count === unread) return;
    unread = count;
    relabel();
    emit('unread', { count });
  };

  const fetchPanel = retried(importPanel);
  const fetchSetup = retried(async (attempt) => (await importSetup(attempt)).setUp(host));

  const setOpen = (open: boolean, trouble = ''): void => {
    isOpen = open;
    relabel();
    failure.hidden = !trouble;
    failure.textContent = trouble;
  };

  const begin = async (): Promise<void> => {
    host.stand();
    if (settingUp) await settingUp;
    const wasOpen = isOpen;
    void setVisible(true);
    setOpen(true);
    launcher.ariaBusy = 'true';
    try {
      const loaded = await host.load();
      if (wasOpen || !isOpen) return;
      loaded.opened();
      emit('open');
    } catch (error) {
      setOpen(false, config.words.loadFailed);
      emit('error', { error: error as Error });
      throw error;
    } finally {
      launcher.ariaBusy = 'false';
    }
  };

  const close = async (): Promise<void> => {
    if (!isOpen) return;
    setOpen(false);
    host.panel?.closed();
    emit('close');
  };

  const setVisible = async (visible: boolean): Promise<void> => {
    if (wrapper.hidden !== visible) return;
    if (!visible) void close();
    wrapper.hidden = !visible;
    emit(visible ? 'show' : 'hide');
  };

  const chat: Chat = {
    ...forward((name, args) => {
      const done = fetchSetup().then((setup) => setup.call(name, args));
      // Options may come with it; what is called next is about them.
      if (options.held) settingUp ??= done.catch(() => {});
      return done;
    }),
    ready: async () => void (await settingUp),
    open: () => quiet(begin()),
    close: () => host.close(),
    toggle: () => (isOpen ? chat.close() : chat.open()),
    show: () => setVisible(true),
    hide: () => setVisible(false),
    getState: () => ({
      open: isOpen,
      visible: !wrapper.hidden && element.isConnected,
      unread,
      connection: null,
      conversation: null,
      ...host.panel?.state(),
    }),
    getUnreadCount: () => unread,
    /** [S10] Also when the panel was never loaded: storage may hold a visit to another page. */
    async reset() {
      await host.panel?.reset();
      forgetSite(site);
      setUnread(0);
    },
    on,
    once,
    off,
  };
  const host: SetupHost = {
    ...standing,
    config,
    options,
    launcher,
    button: launcher,
    chat,
    isOpen: () => isOpen,
    close,
    emit,
    setUnread,
    relabel,
    stand() {
      if (element.isConnected) return;
      attach(standing, options);
      host.started?.();
    },
    async mount() {
      const panel = await (await fetchPanel()).mount(host);
      // Taken off the page in the meantime, or before.
      if (!element.isConnected) {
        panel.destroy();
        throw new Error('The chat is gone');
      }
      return (host.panel = panel);
    },
    load: retried(() => host.mount()),
  };

  // Until the panel is there it says what the launcher says.
  wrapper.lang = settings.language || 'en';
  relabel();
  dress(wrapper, settings);
  host.stand();
  // At every sign of interest, before the click that follows. A finger enters, too.
  launcher.onpointerenter = launcher.onfocus = () => host.load();
  const goesOn = (): boolean | undefined => onStorage('local', (storage) => activeKey(site) in storage);
  if (!options.held && !settings.consent && goesOn()) whenIdle(host.load);
  if (settings.aside || location.hash.includes('bellhop=')) whenIdle(fetchSetup);

  // Later, so that whoever just got this chat hears it.
  setTimeout(async () => {
    await settingUp;
    emit('ready');
  });
  return chat;
};
