import type { effect as Effect } from '@preact/signals';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';

type Stop = () => void;

// Each by itself, for the build to know how to try it again.
const loadQueue = () => import('./queue.ts');
const loadNotice = () => import('./typing-notice.ts');

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

/** What only some visitors ever see comes when it is first needed: the queue, and that what is typed is seen. */
export const loadAsides = (effect: typeof Effect, context: PanelContext, emit: PanelHost['emit']): Stop => {
  const { store } = context;
  const hasLeft = () => store.thread.value?.timeline.entries.at(-1)?.body?.['reason'] === 'left_queue';
  const stops = [
    once(
      effect,
      () => store.conversation.value?.status === 'waiting' || hasLeft(),
      () => loadQueue().then((module) => module.tellQueue(context, emit, effect)),
    ),
    once(
      effect,
      () => store.state.value.typingPreview && store.conversation.value !== null,
      () => loadNotice().then((module) => module.tellTypingNotice(context, effect)),
    ),
  ];
  return () => stops.forEach((stop) => stop());
};
