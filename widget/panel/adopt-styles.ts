/** Adds these styles to the widget's, once. */
export const adoptStyles = (root: ShadowRoot, css: string): void => {
  const sheet = sheets.get(css) ?? new CSSStyleSheet();
  if (root.adoptedStyleSheets.includes(sheet)) return;
  sheets.set(css, sheet);
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};

const sheets = new Map<string, CSSStyleSheet>();
