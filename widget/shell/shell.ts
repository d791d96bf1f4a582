import type { Chat } from '../chat.ts';
import { enLauncher } from '../i18n/en-launcher.ts';
import type { LoaderConfig } from '../loader-config.ts';
import { dress } from './dress.ts';
import { append } from './element.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { createHostElement } from './host-element.ts';
import { createLauncher } from './launcher.ts';
import type { PanelHandle, PanelModule } from './panel-contract.ts';
import { panelMethods } from './panel-methods.ts';
import { activeKey, forgetSite, storageOf } from './storage-keys.ts';
import { onFirstInterest, whenIdle } from './when.ts';
import type { WidgetOptions } from './widget-options.ts';

export interface ShellSurroundings {
  importPanel(attempt: number): Promise<PanelModule>;
  /** Fetches the panel ahead of the click. */
  warm(): void;
}

/**
 * Launcher and public surface. The panel comes at the first click, or idly for a conversation that goes on.
 * One closure, longer than others here: every page pays for each byte of it, and locals are what a minifier can rename.
 */
export const createShell = (
  config: LoaderConfig,
  options: WidgetOptions,
  { importPanel, warm }: ShellSurroundings,
  { on, once, off, emit }: Emitter = createEmitter(),
): Chat => {
  const host = createHostElement(options);
  const { wrapper } = host;
  const launcher = createLauncher(wrapper, config.settings, () => void toggle().catch(() => {}));
  const failure = append(wrapper, 'div', { className: 'f', role: 'alert', hidden: true });
  let isOpen = false;
  let unread = 0;
  let gone = false;
  let attempts = 0;
  let panel: PanelHandle | null = null;
  let loading: Promise<PanelHandle> | null = null;

  const setUnread = (count: number): void => {
    if (count === unread) return;
    unread = count;
    launcher.setUnread(count);
    emit('unread', { count });
  };

  const mount = async (): Promise<PanelHandle> => {
    if (gone) throw new Error('This chat was destroyed. Create another one.');
    const module = await importPanel(attempts++);
    panel = await module.mount({
      ...host,
      config,
      options,
      launcher: launcher.button,
      isOpen: () => isOpen,
      close,
      emit,
      setUnread,
    });
    return panel;
  };

  /** Once; after a failure the next call tries anew. */
  const load = (): Promise<PanelHandle> =>
    (loading ??= mount().catch((error: unknown) => {
      loading = null;
      throw error;
    }));

  const setOpen = (open: boolean, trouble = ''): void => {
    isOpen = open;
    launcher.setOpen(open);
    failure.hidden = !trouble;
    failure.textContent = trouble;
  };

  const open = async (): Promise<void> => {
    const wasOpen = isOpen;
    setOpen(true);
    launcher.button.ariaBusy = 'true';
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
      launcher.button.ariaBusy = 'false';
    }
  };

  const close = (): void => {
    if (!isOpen) return;
    setOpen(false);
    panel?.closed();
    emit('close');
  };

  const toggle = async (): Promise<void> => (isOpen ? close() : open());

  const setVisible = (visible: boolean): void => {
    if (wrapper.hidden !== visible) return;
    if (!visible) close();
    wrapper.hidden = !visible;
    emit(visible ? 'show' : 'hide');
  };

  /** [S10] Also when the panel was never loaded: storage may hold a visit to another page. */
  const reset = async (): Promise<void> => {
    await panel?.reset();
    forgetSite(config.site);
    setUnread(0);
  };

  dress(wrapper, config.settings);
  onFirstInterest(launcher.button, warm);
  if (storageOf()?.getItem(activeKey(config.site))) whenIdle(() => void load().catch(() => {}));

  // Later, so that whoever just got this chat hears it.
  setTimeout(() => emit('ready'));

  return {
    ...panelMethods(load),
    ready: async () => {},
    open,
    close: async () => close(),
    toggle,
    show: async () => setVisible(true),
    hide: async () => setVisible(false),
    getState: () => ({
      open: isOpen,
      visible: !wrapper.hidden && !gone,
      unread,
      connection: null,
      conversation: null,
      ...panel?.state(),
    }),
    getUnreadCount: () => unread,
    reset,
    async destroy() {
      close();
      await reset();
      panel?.destroy();
      host.element.remove();
      loading = null;
      gone = true;
    },
    on,
    once,
    off,
  };
};
