import { effect } from '@preact/signals';
import { render } from 'preact';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { Rating } from '../chat.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { append } from '../shell/element.ts';
import { PanelProvider } from '../ui/panel-context.ts';
import { askable, ratingState } from './rating-state.ts';
import { RATING_CSS } from './rating.css.ts';
import { RatingView } from './rating-view.tsx';

/** [S13] What stands, as far as it is what it should be. */
const standing = (entries: readonly PublicEntry[]): Partial<Rating> => {
  const body = entries.findLast(({ type }) => type === 'rated')?.body ?? {};
  const texts = Object.entries(body).filter(
    ([name, value]) => typeof value === 'string' && value !== '' && (name === 'comment' || name === 'answer'),
  );
  const score = body['score'];
  return {
    ...Object.fromEntries(texts),
    ...(Number.isInteger(score) && { score: score as Rating['score'] }),
  };
};

/** Asks once a conversation has ended in which somebody answered. */
export const beginRating = (panel: LaterPanel): (() => void) => {
  const { context, host } = panel;
  const { store } = context;
  const asks = host.config.settings.rating ?? {};
  const state = ratingState(panel);
  let drawn: HTMLElement | null = null;
  const clear = (): void => {
    if (drawn) render(null, drawn);
    drawn?.remove();
    drawn = null;
  };
  adoptStyles(context.root, RATING_CSS);
  const stop = effect(() => {
    const slot = store.slot.value;
    const shown = store.conversation.value;
    const { entries } = store.thread.value?.timeline ?? { entries: [] };
    const isEnded = shown?.status === 'ended' && !store.mayReturn.value;
    const what = isEnded ? askable(entries) : null;
    const isDismissed = what === 'ask' && state.dismissed.value.includes(shown!.id);
    if (!slot || !what || isDismissed) return clear();
    if (drawn?.parentNode !== slot) {
      clear();
      drawn = append(slot, 'div', {});
    }
    render(
      <PanelProvider value={context}>
        <RatingView
          key={shown!.id}
          id={shown!.id}
          state={state}
          asks={asks}
          isRated={what === 'rated'}
          before={standing(entries)}
        />
      </PanelProvider>,
      drawn!,
    );
  });
  return () => {
    stop();
    clear();
  };
};
