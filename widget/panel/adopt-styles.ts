const sheets: Record<string, CSSStyleSheet> = {};

/** Adds these styles to the widget's, once. */
export const adoptStyles = ({ adoptedStyleSheets }: ShadowRoot, css: string): void => {
  const sheet = (sheets[css] ??= new CSSStyleSheet());
  if (adoptedStyleSheets.includes(sheet)) return;
  sheet.replaceSync(css);
  adoptedStyleSheets.push(sheet);
};
