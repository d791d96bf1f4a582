import { effect, signal, type Signal } from '@preact/signals';
import { render } from 'preact';
import type { KeyValueStore, VisitorSession } from '../../shared/client/types.ts';
import { speak } from '../i18n/speak.ts';
import type { Spoken } from '../i18n/translator.ts';
import { append } from '../shell/element.ts';
import type { PanelHandle, PanelHost } from '../shell/panel-contract.ts';
import { activeKey } from '../shell/storage-keys.ts';
import { PANEL_CSS } from '../ui/panel.css.ts';
import { PanelProvider } from '../ui/panel-context.ts';
import { PanelView } from '../ui/panel-view.tsx';
import type { Announcement } from './announcements.ts';
import { adoptStyles } from './adopt-styles.ts';
import { applyTheme } from './apply-theme.ts';
import { createChatStore, type ChatStore } from './chat-store.ts';
import { contextOf } from './context-of.ts';
import { eachChange } from './each-change.ts';
import type { FollowLine } from './follow-line.ts';
import { followModals } from './host-modals.ts';
import { followPageLife } from './page-life.ts';
import { reportSent } from './report-sent.ts';
import { undoZoom } from './undo-zoom.ts';

// By itself, for the build to know how to try it again.
const loadLater = () => import('./later-methods.ts');

/** A line is wanted while the panel is open or a conversation goes on; a page at rest holds none. */
const wantsLine = (store: ChatStore): boolean => store.open.peek() || store.active.peek();

/** Ends the line of a page whose conversation ended while the panel was closed. */
const letGo = ({ session, state, open, active }: ChatStore): void => {
  const live = state.value.connection.kind === 'live';
  if (!open.value && !active.value && live) session.pause();
};

/** Puts a panel beside the launcher, talking through this session; `live` comes with the code of its line. */
export const mountPanel = (
  host: PanelHost,
  session: VisitorSession,
  storage: KeyValueStore,
  live: Promise<{ followLine: FollowLine }>,
  spoken: Signal<Spoken> = signal({ locale: 'en' }),
): PanelHandle => {
  const store = createChatStore(session, storage, host.config.site);
  const context = contextOf(host, store, spoken);
  const panel = { context, host, storage };
  const said = signal<readonly Announcement[]>([]);
  const container = append(host.wrapper, 'div', {});
  let stayInFront: (() => void) | null = null;
  let wanted: string;
  const words = { ...host.config.words };

  adoptStyles(host.root, PANEL_CSS);
  undoZoom(host.element, host.wrapper);
  const stops = [
    applyTheme(host),
    eachChange(session, (before, now) => reportSent(host.emit, before, now)),
    effect(() => letGo(store)),
    effect(() => {
      const { locale } = spoken.value;
      Object.assign(host.wrapper, { lang: locale, dir: /^ar\b/.test(locale) ? 'rtl' : 'ltr' });
      Object.assign(host.config.words, context.words('launcher', words));
      host.relabel();
    }),
    effect(() => host.setUnread(store.state.value.unread)),
    followPageLife(store, () => wantsLine(store)),
  ];
  void live.then(({ followLine }) => stops.push(followLine(panel, said, effect)));
  // Whoever may only be about to press needs no line yet; a conversation that goes on does.
  if (storage.get(activeKey(host.config.site))) session.resume();
  const draw = (): void =>
    render(
      <PanelProvider value={context}>
        <PanelView said={said} />
      </PanelProvider>,
      container,
    );
  // In the background there is nothing to see, but what arrives is to be heard.
  if (!host.isOpen()) draw();

  return {
    state: () => ({
      connection: store.state.value.connection.kind,
      conversation: store.conversation.value && {
        id: store.conversation.value.id,
        status: store.conversation.value.status,
      },
    }),
    reset: async () => store.forget(),
    resume: session.resume,
    later: (name, args) => loadLater().then(({ answerLater }) => answerLater(panel, name, args)),
    async setLocale(locale) {
      wanted = locale;
      const next = await speak(locale, host.config.settings.language);
      if (wanted === locale) spoken.value = next;
    },
    opened() {
      session.resume();
      store.open.value = true;
      draw();
      stayInFront = followModals(host.element, () => store.moved.value++);
    },
    closed() {
      const hadFocus = host.root.activeElement !== null;
      store.open.value = false;
      stayInFront?.();
      stayInFront = null;
      if (hadFocus) host.launcher.focus();
      if (!wantsLine(store)) session.pause();
    },
    destroy() {
      stayInFront?.();
      for (const stop of stops) stop();
      Object.assign(host.config.words, words);
      store.dispose();
      render(null, container);
    },
  };
};
