import { render } from 'preact';
import { adoptStyles } from '../panel/adopt-styles.ts';
import { PanelProvider, type PanelContext } from '../ui/panel-context.ts';
import { EmojiGrid } from './emoji-grid.tsx';
import { EMOJI_CSS } from './emoji.css.ts';
import { insertEmoji } from './insert-emoji.ts';

const open = new WeakMap<HTMLElement, () => void>();

const openBeside = (panel: PanelContext, button: HTMLButtonElement): void => {
  const field = button.form!.querySelector('textarea')!;
  const place = document.createElement('div');
  const close = (): void => {
    if (!open.delete(button)) return;
    button.ariaExpanded = 'false';
    render(null, place);
    place.remove();
  };
  open.set(button, close);
  button.ariaExpanded = 'true';
  button.after(place);
  // The focus stays where it is until a click is one; some browsers give it to no button.
  place.addEventListener('mousedown', (event) => event.preventDefault());
  place.addEventListener('focusout', ({ relatedTarget }) => {
    // Another window takes it for a while only.
    if (document.hasFocus() && !place.contains(relatedTarget as Node | null)) close();
  });
  adoptStyles(panel.root, EMOJI_CSS);
  render(
    <PanelProvider value={panel}>
      <EmojiGrid
        label={button.getAttribute('aria-label')!}
        onTake={(emoji) => {
          close();
          insertEmoji(field, emoji);
        }}
        onLeave={() => {
          close();
          field.focus();
        }}
      />
    </PanelProvider>,
    place,
  );
};

/** The button opens and closes it. */
export const toggleEmoji = (panel: PanelContext, button: HTMLButtonElement): void => {
  const close = open.get(button);
  if (!close) return openBeside(panel, button);
  close();
  button.form!.querySelector('textarea')!.focus();
};
