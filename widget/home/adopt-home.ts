import { adoptStyles } from '../panel/adopt-styles.ts';
import { LINE_CSS } from '../ui/line.css.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { HOME_CSS } from './home.css.ts';

/** The list may stand before there is a line, and borrows from how a line's parts look. */
export const adoptHome = ({ root }: Pick<PanelContext, 'root'>): void => {
  adoptStyles(root, LINE_CSS);
  adoptStyles(root, HOME_CSS);
};
