import { ConnectionLine } from '../ui/connection-line.tsx';
import { EndedBar } from '../ui/ended-bar.tsx';
import { LINE_CSS } from '../ui/line.css.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { adoptStyles } from './adopt-styles.ts';

/** What there is nothing to show of before there is a line. */
export const showLineParts = ({ store, root }: PanelContext): void => {
  adoptStyles(root, LINE_CSS);
  store.setPart('notice', ConnectionLine);
  store.setPart('ended', EndedBar);
};
