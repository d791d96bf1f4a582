import { usePanel } from '../ui/panel-context.ts';
import { Glyph } from './glyph.tsx';
import { HomeView } from './home-view.tsx';
import { useHomeWords } from './home-words.ts';
import { isHome, showHome } from './place.ts';

/** From one conversation to all of them. */
export const BackButton = () => {
  const { store } = usePanel();
  const say = useHomeWords();
  if (isHome(store, HomeView) || !store.state.value.conversations.length) return null;
  return (
    <button type="button" class="icon back" aria-label={say.back} onClick={() => showHome(store, HomeView)}>
      <Glyph name="back" />
    </button>
  );
};
