import { isPage, type PublicGreeting } from '../../shared/widget-settings/greeting-rules.ts';
import type { AsideHost } from '../shell/aside-contract.ts';
import { onPageChange } from '../shell/page-change.ts';
import { activeKey } from '../shell/storage-keys.ts';
import { showBubble } from './bubble.ts';
import { greetingWords } from './greeting-words.ts';
import { GREETINGS_CSS } from './greetings.css.ts';
import { createHadBefore } from './had-before.ts';
import { memoryOf } from './page-memory.ts';

type Stop = () => void;

/** Whether the visitor may be spoken to now: nobody is interrupted, and nobody twice. */
const isFree = ({ chat, store, config, root, mayAct }: AsideHost): boolean => {
  const { open, visible, conversation } = chat.getState();
  const goesOn = conversation ? conversation.status !== 'ended' : store.get(activeKey(config.site)) !== null;
  const isAway = root.host.hasAttribute('data-offline');
  return mayAct() && !open && visible && !goesOn && !isAway && document.visibilityState === 'visible';
};

/** Greets by the site's rules: the first that applies, each once, until the visitor has had enough. */
export const start = (host: AsideHost): Stop => {
  const { config, chat, root } = host;
  const rules = config.settings.greetings ?? [];
  const memory = memoryOf(config.site);
  const had = createHadBefore(host);
  // Greeting is not to make a new visitor a known one.
  const isReturning = had.isReturning();
  const sheet = new CSSStyleSheet();
  let timers: ReturnType<typeof setTimeout>[] = [];
  let takeAway: Stop | null = null;

  const remove = (): void => {
    takeAway?.();
    takeAway = null;
    memory.standing = null;
  };
  const enough = (): void => {
    memory.quiet = true;
    remove();
  };
  const greet = (rule: PublicGreeting, announced = true): void => {
    memory.had.add(rule.id);
    memory.standing = rule.id;
    had.shown(rule);
    const acts = {
      answer(): void {
        had.actedOn(rule);
        host.greet(rule.text);
        void chat.open().catch(() => {});
      },
      dismiss(): void {
        had.actedOn(rule);
        enough();
      },
    };
    takeAway = showBubble(host, rule.text, greetingWords(host), acts, announced);
  };

  const concerns = ({ page, visitor }: PublicGreeting): boolean =>
    (!page || isPage(page, memory.path)) && (!visitor || (visitor === 'returning') === isReturning);
  /** How long until its time has come; undefined while what it waits for has not happened. */
  const dueIn = ({ event, seconds = 0 }: PublicGreeting): number | undefined => {
    const from = event ? memory.tracked.get(event) : memory.since;
    return from === undefined ? undefined : from + seconds * 1_000 - performance.now();
  };
  const consider = (): void => {
    if (memory.quiet || takeAway || !isFree(host)) return;
    const next = rules.find((rule) => {
      const wait = dueIn(rule);
      return wait !== undefined && wait <= 0 && concerns(rule) && !memory.had.has(rule.id) && !had.has(rule);
    });
    if (next) greet(next);
  };
  const schedule = (): void => {
    timers.forEach(clearTimeout);
    const waits = rules.filter(concerns).map(dueIn);
    timers = waits
      .filter((wait) => wait !== undefined)
      .map((wait) => setTimeout(consider, Math.max(0, wait) + 1));
  };
  const arrived = (): void => {
    if (location.pathname === memory.path) return;
    Object.assign(memory, { path: location.pathname, since: performance.now(), tracked: new Map() });
    // What was said of the page before is no word for this one.
    remove();
    schedule();
  };

  sheet.replaceSync(GREETINGS_CSS);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  document.addEventListener('visibilitychange', consider);
  const stops = [
    onPageChange(arrived),
    chat.on('open', enough),
    chat.on('hide', remove),
    host.onConsent(() => (host.mayAct() ? consider() : remove())),
    host.onTrack((name) => {
      if (!memory.tracked.has(name)) memory.tracked.set(name, performance.now());
      schedule();
    }),
  ];
  const standing = rules.find(({ id }) => id === memory.standing);
  if (standing && isFree(host)) greet(standing, false);
  arrived();
  schedule();

  return () => {
    const { standing: left } = memory;
    timers.forEach(clearTimeout);
    document.removeEventListener('visibilitychange', consider);
    for (const stop of stops) stop();
    remove();
    // It comes back where only options have changed.
    memory.standing = left;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
};
