export const REPLY_CSS = `
.panel .answer{position:absolute;bottom:2px;inset-inline-start:100%;width:32px;height:32px;padding:0;border:0;border-radius:10px;display:grid;place-items:center;color:var(--text-3);background:none;opacity:0}
.panel .own .answer{inset-inline:auto 100%}
[dir=rtl] .answer svg{transform:scaleX(-1)}
.line:has(>.mark)>.answer{bottom:22px}
.line:hover>.answer,.panel .answer:focus{opacity:1}
.panel .answer:hover{color:var(--text);background:var(--sunken)}
.line:has(>.answer){max-width:min(calc(100% - 34px),290px)}
.panel .quote{display:block;max-width:100%;min-width:0;margin:0 0 3px;border:0;border-inline-start:3px solid var(--edge);border-radius:0;padding:3px 8px;font-size:13px;line-height:1.35;text-align:start;color:var(--text-2);background:none;overflow:hidden}
.quote b,.quote span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.quote b{font-weight:600}
.answering{flex:none;display:flex;align-items:center;gap:4px;padding:6px 12px 0 16px}
[dir=rtl] .answering{padding:6px 16px 0 12px}
.answering .quote{flex:1;margin:0}
.answering .icon{width:36px;height:36px}
.shown .bubble{animation:shown 1.2s}
@keyframes shown{from{box-shadow:0 0 0 4px color-mix(in srgb,var(--ink) 45%,transparent)}}
@media (hover:none){.panel .answer:not(:focus){pointer-events:none}}
`;
