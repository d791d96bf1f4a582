import type { effect as Effect } from '@preact/signals';
import type { QueuePlace } from '../../shared/protocol/queue-place.ts';
import { enQueue } from '../i18n/en-queue.ts';
import { append } from '../shell/element.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import type { ChatStore } from './chat-store.ts';
import { queueWords } from './queue-words.ts';

/** What stands in one place comes in one chunk. */
export { tellTypingNotice } from './typing-notice.ts';

/** Where the conversation on screen stands; null when it waits for nobody, or nothing was told yet. */
export const placeShown = ({ state, conversation }: ChatStore): QueuePlace | null => {
  const shown = conversation.value;
  return shown?.status === 'waiting' && !shown.agent ? (state.value.places.get(shown.id) ?? null) : null;
};

/** Whether the visitor left the queue: what they write then brings them back. */
export const hasLeft = ({ conversation, thread }: ChatStore): boolean =>
  conversation.value?.status === 'ended' &&
  thread.value?.timeline.entries.findLast(({ type }) => type === 'ended')?.body?.['reason'] === 'left_queue';

interface Bar {
  element: HTMLElement;
  text: HTMLElement;
  said: HTMLElement;
  leave: HTMLButtonElement;
}

const createBar = (): Bar => {
  const element = Object.assign(document.createElement('div'), { className: 'aside' });
  const said = append(element, 'span', { className: 'vh' });
  said.role = 'status';
  const text = append(element, 'p', {});
  text.role = 'status';
  const leave = append(element, 'button', { type: 'button', className: 'link' });
  return { element, text, said, leave };
};

/** What a screen reader is told beside it: that one moved, not that a minute went by. */
const toSay = (place: QueuePlace, words: typeof enQueue, locale: string): string =>
  queueWords({ ...place, wait_seconds: null }, words, locale);

const write = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** Tells who waits where they stand, and lets them leave. Drawn without Preact, whose code this chunk must not bring again. */
export const tellQueue = (
  context: PanelContext,
  emit: PanelHost['emit'],
  effect: typeof Effect,
): (() => void) => {
  const { store, opening, focusComposer } = context;
  const bar = createBar();
  let wasHere = false;
  let failed = false;
  let told = '';
  let left = false;

  const show = (place: QueuePlace): void => {
    const hours = store.state.value.opening ?? opening;
    const isBackTold = hours?.open === false && hours.changes_at !== null;
    const words = context.words('queue', enQueue);
    const nobody = isBackTold ? '' : words.nobody;
    store.expectation.value = place.nobody_can_come ? nobody : queueWords(place, words, context.locale);
    write(bar.leave, words.leave);
    write(bar.text, words[failed ? 'leaveFailed' : place.nobody_can_come ? 'kept' : 'writeMeanwhile']);
    write(bar.said, toSay(place, words, context.locale));
    bar.element.classList.toggle('nobody', place.nobody_can_come);
  };
  const report = (conversation_id: string, { position, wait_seconds }: QueuePlace): void => {
    const looks = [conversation_id, position, wait_seconds].join();
    if (looks === told) return;
    told = looks;
    emit('queue:position', { conversation_id, position, wait_seconds });
  };
  const leave = async (): Promise<void> => {
    bar.leave.disabled = true;
    failed = false;
    wasHere = true;
    await store.end().catch(() => {
      wasHere = false;
      failed = true;
      const place = placeShown(store);
      if (place) show(place);
    });
    bar.leave.disabled = false;
  };
  bar.leave.addEventListener('click', () => void leave());

  const stop = effect(() => {
    const slot = store.slot.value;
    const place = placeShown(store);
    // Only as it changes: the visitor may have chosen to write on in one that has ended.
    if (hasLeft(store) !== left) store.mayReturn.value = left = !left;
    if (!place || !slot) {
      bar.element.remove();
      store.expectation.value = '';
      failed = false;
      // The entry that says so comes after the conversation that has ended.
      if (wasHere && store.mayReturn.value) {
        wasHere = false;
        setTimeout(focusComposer);
      }
      return;
    }
    show(place);
    report(store.conversation.value!.id, place);
    if (bar.element.parentNode !== slot) slot.append(bar.element);
  });
  return () => {
    stop();
    bar.element.remove();
  };
};
