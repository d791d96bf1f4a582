/**
 * Who said it when, as it is heard with each message, stands on the bubble's edge and moves nothing; where a time is to be
 * read already it does not. A finger that rests selects nothing while it answers.
 */
export const LINES_CSS = `
.line:focus-within:not(.av+.line,:has(time))>.vh{top:-7px;inset-inline-end:8px;width:auto;height:auto;clip-path:none;padding:0 7px;border:1px solid var(--line);border-radius:9px;font-size:11px;color:var(--text-2);background:var(--surface)}
.panel .line:focus{outline:2px solid var(--ink);outline-offset:2px;border-radius:18px}
.line{scroll-margin:16px;max-width:min(100% - 18px,290px)}
.panel .answer{position:absolute;bottom:2px;inset-inline-start:100%;width:32px;height:32px;padding:0;border:0;border-radius:10px;display:grid;place-items:center;color:var(--text-3);background:none;opacity:0;pointer-events:none}
.panel .own .answer{inset-inline:auto 100%}
[dir=rtl] .answer svg{transform:scaleX(-1)}
.line:has(>.mark)>.answer{bottom:22px}
.panel .line:focus-within>.answer{opacity:1;pointer-events:auto}
@media (any-hover:hover){
.line:hover:not(.av+.line,:has(time))>.vh{top:-7px;inset-inline-end:8px;width:auto;height:auto;clip-path:none;padding:0 7px;border:1px solid var(--line);border-radius:9px;font-size:11px;color:var(--text-2);background:var(--surface)}
.panel .line:hover>.answer{opacity:1;pointer-events:auto}
}
.panel .answer:hover{color:var(--text);background:var(--sunken)}
.panel .quote{display:block;max-width:100%;min-width:0;margin:0 0 3px;border:0;border-inline-start:3px solid var(--edge);padding:3px 8px;font-size:13px;line-height:1.35;text-align:left;color:var(--text-2);background:none;overflow:hidden}
[dir=rtl] .quote{text-align:right}
.quote b,.quote span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.quote b{font-weight:600}
.box:has(.answering){flex-wrap:wrap}
.answering{order:-1;flex:0 0 100%;display:flex;align-items:center;padding-inline-start:8px;box-sizing:border-box}
.panel .answering .quote{flex:1;margin:4px 0}
.panel .box .icon{width:38px;height:38px}
.held{-webkit-user-select:none;user-select:none;-webkit-touch-callout:none}
.shown .bubble{animation:shown 1.2s}
@keyframes shown{from{box-shadow:0 0 0 4px color-mix(in srgb,var(--ink) 45%,transparent)}}
.typing .bubble{display:flex;gap:4px;padding:14px}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--text-3);animation:dot 1.2s infinite alternate both}
.typing i:nth-of-type(2){animation-delay:.2s}
.typing i:nth-of-type(3){animation-delay:.4s}
@keyframes dot{0%,40%{opacity:.35}to{opacity:1}}
@media (prefers-reduced-motion:reduce){.typing i{animation:none;opacity:.7}}
@media (pointer:coarse){.panel .smile{display:none}}
`;
