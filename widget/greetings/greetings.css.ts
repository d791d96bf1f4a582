export const GREETINGS_CSS = `
.g{position:fixed;right:var(--x);bottom:calc(68px + var(--y));display:flex;align-items:flex-start;width:max-content;max-width:min(300px,calc(100vw - 2*var(--x)));margin:0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);border-radius:18px;color:#1b1d22;background:#fff;box-shadow:0 0 0 1px #0000001a,0 8px 24px #00000029,0 2px 6px #0000001f;animation:gi .18s ease-out}
.gc{bottom:var(--y)}
.gd{color:#eceef2;background:#24272e;box-shadow:0 0 0 1px #ffffff24,0 8px 24px #00000080}
.g button{margin:0;border:0;font:inherit;color:inherit;background:none;cursor:pointer}
.gt{flex:1;min-width:0;min-height:44px;padding:11px 0 11px 16px;border-radius:18px;text-align:start;font-size:15px;line-height:1.4;overflow-wrap:anywhere}
.gt:dir(rtl){padding:11px 16px 11px 0}
.gx{flex:none;display:grid;place-items:center;width:44px;height:44px;padding:0;border-radius:18px;opacity:.75}
.gx:hover{opacity:1}
.gx svg{width:16px;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round}
.g button:focus-visible{outline:2px solid;outline-offset:-4px}
.gs{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@keyframes gi{from{opacity:0;transform:translateY(6px)}}
@media (prefers-reduced-motion:reduce){.g{animation:none}}
@media (forced-colors:active){.g{border:2px solid}}
`;
