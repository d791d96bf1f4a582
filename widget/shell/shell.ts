import type { Chat } from '../chat.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import type { LoaderConfig } from '../loader-config.ts';
import { dress } from './dress.ts';
import { append } from './element.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { forwardToPanel, forwardToSetup } from './forward.ts';
import { attach, createHostElement } from './host-element.ts';
import { createLauncher } from './launcher.ts';
import type { PanelHandle, PanelModule } from './panel-contract.ts';
import { quiet } from './quiet.ts';
import { retried } from './retried.ts';
import type { SetupHandle, SetupHost, SetupModule } from './setup-contract.ts';
import { activeKey, forgetSite, onStorage } from './storage-keys.ts';
import { onInterest, whenIdle } from './when.ts';
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
  const face = createLauncher(wrapper, settings, () => void toggle());
  const launcher = face.button;
  const failure = append(wrapper, 'div', { className: 'f', role: 'alert', hidden: true });
  let isOpen = false;
  let unread = 0;
  let gone = false;
  let panel: PanelHandle | null = null;
  let setup: SetupHandle | null = null;
  let settingUp: Promise<unknown> | null = null;

  const setUnread = (count: number): void => {
    if (count === unread) return;
    unread = count;
    face.setUnread(count);
    emit('unread', { count });
  };

  const check = (stands: boolean): void => {
    if (!stands) throw new Error('This chat was shut down or destroyed.');
  };

  const stand = (): void => {
    check(!gone);
    if (element.isConnected) return;
    attach(standing, options);
    setup?.started();
  };

  const fetchPanel = retried(importPanel);
  const fetchSetup = retried(async (attempt) => (setup = (await importSetup(attempt)).setUp(host)));

  const mount = async (): Promise<PanelHandle> => {
    check(element.isConnected);
    const mounted = await (await fetchPanel()).mount(host);
    if (!element.isConnected) mounted.destroy();
    check(element.isConnected);
    panel = mounted;
    host.mounted?.();
    return mounted;
  };
  let load = retried(mount);

  const warm = (): void => void quiet(fetchPanel());

  const setOpen = (open: boolean, trouble = ''): void => {
    isOpen = open;
    face.setOpen(open);
    failure.hidden = !trouble;
    failure.textContent = trouble;
  };

  const begin = async (): Promise<void> => {
    stand();
    if (settingUp) await settingUp;
    const wasOpen = isOpen;
    setVisible(true);
    setOpen(true);
    launcher.ariaBusy = 'true';
    try {
      const loaded = await load();
      if (wasOpen || !isOpen) return;
      loaded.opened();
      emit('open');
    } catch (error) {
      setOpen(false, enLauncher.loadFailed);
      emit('error', { error: error as Error });
      throw error;
    } finally {
      launcher.ariaBusy = 'false';
    }
  };
  const open = (): Promise<void> => quiet(begin());

  const close = (): void => {
    if (!isOpen) return;
    setOpen(false);
    panel?.closed();
    emit('close');
  };

  const toggle = (): Promise<void> => (isOpen ? chat.close() : open());

  const setVisible = (visible: boolean): void => {
    if (wrapper.hidden !== visible) return;
    if (!visible) close();
    wrapper.hidden = !visible;
    emit(visible ? 'show' : 'hide');
  };

  /** [S10] Also when the panel was never loaded: storage may hold a visit to another page. */
  const reset = async (): Promise<void> => {
    await panel?.reset();
    forgetSite(site);
    setUnread(0);
  };

  const shutdown = async (): Promise<void> => {
    close();
    setup?.stopped();
    panel?.destroy();
    panel = null;
    load = retried(mount);
    element.remove();
  };

  const chat: Chat = {
    ...forwardToPanel(async (name, args) => {
      const loaded = await load();
      const method = loaded[name as 'setDraft'] as ((...given: unknown[]) => Promise<unknown>) | undefined;
      return method ? method(...args) : loaded.later(name, args);
    }),
    ...forwardToSetup((name, args) => {
      const done = fetchSetup().then((made) => made[name as 'init'](...(args as [])));
      settingUp = done.catch(() => {});
      return done;
    }),
    ready: async () => void (await settingUp),
    open,
    close: async () => host.close(),
    toggle,
    show: async () => setVisible(true),
    hide: async () => setVisible(false),
    getState: () => ({
      open: isOpen,
      visible: !wrapper.hidden && element.isConnected,
      unread,
      connection: null,
      conversation: null,
      ...panel?.state(),
    }),
    getUnreadCount: () => unread,
    reset,
    shutdown,
    async destroy() {
      await reset();
      gone = true;
      await shutdown();
    },
    on,
    once,
    off,
  };
  const host: SetupHost = {
    config,
    options,
    ...standing,
    launcher,
    face,
    chat,
    isOpen: () => isOpen,
    close,
    emit,
    setUnread,
    stand,
    load: () => load(),
    warm,
    panel: () => panel,
  };

  dress(wrapper, settings);
  stand();
  onInterest(launcher, warm);
  const goesOn = (): boolean | undefined => onStorage('local', (storage) => activeKey(site) in storage);
  if (!options.held && !settings.consent && goesOn()) whenIdle(() => void quiet(load()));
  if (settings.aside) whenIdle(() => void quiet(fetchSetup()));

  // Later, so that whoever just got this chat hears it.
  setTimeout(async () => {
    await settingUp;
    emit('ready');
  });
  return chat;
};
