/**
 * The host element and the launcher. px only: a page's rem and zoom are not ours.
 * The icon is white or black by the accent's lightness: white below the Lab lightness at which black starts to stand
 * out more. Where the engine cannot compute that, it inherits white.
 */
export const SHELL_CSS = `
:host{all:initial!important;position:fixed!important;z-index:2147483647!important}
.w{font:16px/1.45 system-ui;color:#fff}
.w *{box-sizing:border-box}
[hidden]{display:none!important}
.l,.f{position:fixed;right:var(--x);bottom:var(--y);margin:0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);border:0;color:lab(from var(--a) calc((49.9 - l)*999) 0 0);background:var(--a);box-shadow:0 0 0 1px #fff3,0 8px 24px #0003}
.left>*{right:auto;left:var(--x)}
.l{display:flex;align-items:center;gap:8px;height:56px;border-radius:28px;padding:0 14px;font:inherit;cursor:pointer}
.l:hover{scale:1.06}
.l:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #222}
.l svg{flex:none;width:28px;fill:currentColor}
.l :has([d=""]){display:none}
.l[aria-busy=true] svg{opacity:.4}
.n{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;padding:0 6px;border:2px solid #fff;border-radius:13px;font:600 12px/22px system-ui;color:#fff;background:#c22f2a}
.f{bottom:calc(68px + var(--y));width:240px;padding:12px 14px;border-radius:14px}
@media (forced-colors:active){.l,.f{border:2px solid}}
@media print{:host{display:none!important}}
`;
