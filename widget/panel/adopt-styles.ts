import { PANEL_CSS } from '../ui/panel.css.ts';

export const adoptStyles = (root: ShadowRoot): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PANEL_CSS);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
