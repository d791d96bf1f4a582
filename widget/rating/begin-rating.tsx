import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { Rating } from '../chat.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
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

/** Asks once a conversation has ended in which somebody answered, above what stands there then. */
export const beginRating = (panel: LaterPanel): (() => void) => {
  const { store, root } = panel.context;
  const { ended: Bar = null } = store.parts.peek();
  const asks = panel.host.config.settings.rating ?? {};
  const state = ratingState(panel);
  adoptStyles(root, RATING_CSS);
  store.setPart('ended', () => {
    const { id } = store.conversation.value ?? {};
    const { entries } = store.thread.value?.timeline ?? { entries: [] };
    const what = askable(entries);
    const isDismissed = what === 'ask' && state.dismissed.value.includes(id!);
    return (
      <>
        {id && what && !isDismissed && (
          <RatingView
            key={id}
            id={id}
            state={state}
            asks={asks}
            isRated={what === 'rated'}
            before={standing(entries)}
          />
        )}
        {Bar && <Bar />}
      </>
    );
  });
  return () => store.setPart('ended', Bar);
};
