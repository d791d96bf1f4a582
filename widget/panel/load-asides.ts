import type { effect as Effect } from '@preact/signals';
import type { LaterPanel } from './later-methods.ts';

type Stop = () => void;

// Each by itself, for the build to know how to try it again.
const loadQueue = () => import('./queue.ts');
const loadHome = () => import('../home/home.ts');
const loadRating = () => import('../rating/rating.ts');
const loadPages = () => import('../identity/follow-pages.ts');
const loadLines = () => import('../lines/lines.ts');
const loadTabs = () => import('../tabs/keep-in-step.ts');

/** Runs `begin` once `isWanted` was true; where its code could not be loaded, the next change tries again. */
const once = (effect: typeof Effect, isWanted: () => boolean, begin: () => Promise<Stop>): Stop => {
  let begun: Promise<Stop | null> | null = null;
  let ended = false;
  const stop = effect(() => {
    if (!isWanted() || begun) return;
    begun = begin().then(
      (end) => (ended ? (end(), null) : end),
      () => (begun = null),
    );
  });
  return () => {
    ended = true;
    stop();
    void begun?.then((end) => end?.());
  };
};

/** What only some visitors ever see comes when it is first needed: earlier conversations, the queue, that typing is seen. */
export const loadAsides = (effect: typeof Effect, panel: LaterPanel): Stop => {
  const { context, host } = panel;
  const { store } = context;
  const hasLeft = () => store.thread.value?.timeline.entries.at(-1)?.body?.['reason'] === 'left_queue';
  const stops = [
    once(
      effect,
      () => store.conversation.value?.status === 'waiting' || hasLeft(),
      () => loadQueue().then((module) => module.tellQueue(context, host.emit, effect)),
    ),
    once(
      effect,
      () => store.state.value.typingPreview && store.conversation.value !== null,
      () => loadQueue().then((module) => module.tellTypingNotice(context, effect)),
    ),
    once(
      effect,
      () => store.open.value && store.state.value.conversations.length > 0,
      () => loadHome().then((module) => module.beginHome(panel)),
    ),
    once(
      effect,
      () =>
        store.open.value && store.conversation.value?.status === 'ended' && !host.config.settings.rating?.off,
      () => loadRating().then((module) => module.beginRating(panel)),
    ),
    once(
      effect,
      () => store.open.value && store.thread.value !== null,
      () => loadLines().then((module) => module.beginLines(context)),
    ),
    once(
      effect,
      () => store.state.value.visitor !== null && store.active.value,
      () => loadPages().then((module) => module.followPages(panel)),
    ),
    once(
      effect,
      () => store.state.value.visitor !== null,
      () => loadTabs().then((module) => module.keepInStep(panel)),
    ),
  ];
  return () => stops.forEach((stop) => stop());
};
