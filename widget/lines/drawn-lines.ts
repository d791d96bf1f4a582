/** Adds a listener to all that the widget draws, until the lines end. */
export type On = (name: string, listener: EventListener) => void;

/** The messages that are drawn, top to bottom. */
export const linesOf = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('.log .line'),
];

export const lineAt = ({ target }: Event): HTMLElement | null => (target as Element).closest('.line');

/** No stop of Tab, but a place for the focus. Whoever hears it is told who said what, and when. */
export const focusLine = (line: HTMLElement): void => {
  line.tabIndex = -1;
  line.role = 'group';
  line.ariaLabel = [...line.children].map(({ textContent }) => textContent).join(' ');
  line.focus();
};
