import { adoptStyles } from './adopt-styles.ts';

/** What stands between the log and the composer. */
const ASIDE_CSS = `
.aside{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:2px 12px;padding:8px 16px;font-size:13px;line-height:1.4;color:var(--text-2);border-top:1px solid var(--line);animation:show .16s}
.aside p{flex:1 1 150px}
.panel .aside .link{padding:6px 3px;margin:-4px 0;color:var(--ink)}
.aside .link:disabled{opacity:.6;cursor:default}
.aside.nobody{color:var(--note-text);background:var(--note);border-color:var(--note-line)}
.panel .aside.nobody .link{color:inherit}
.who p{white-space:normal}
`;

export const adoptAside = (slot: HTMLElement): void =>
  adoptStyles(slot.getRootNode() as ShadowRoot, ASIDE_CSS);
