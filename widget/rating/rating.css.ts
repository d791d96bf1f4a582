/** Between the log and what stands below it once a conversation has ended. */
export const RATING_CSS = `
.aside.rated{display:flex;gap:12px;align-items:baseline;justify-content:space-between;padding:8px 16px;font-size:13px;color:var(--text-2);border-top:1px solid var(--line)}
.panel .rated .link{padding:6px 3px;color:var(--ink)}
.panel .rating{position:relative;flex:none;display:flex;flex-direction:column;gap:6px;max-height:50vh;overflow:auto;padding:10px 12px 4px;border-top:1px solid var(--line)}
.rating fieldset{min-width:0;margin:0;border:0;padding:0;text-align:center}
.rating legend{padding:0 40px;margin-inline:auto;font-weight:600}
.rating>.icon{position:absolute;top:0;inset-inline-end:4px}
.faces{display:flex;justify-content:center;gap:4px;margin-top:4px}
.faces label{position:relative;width:44px;height:44px;display:grid;place-items:center;border-radius:12px;color:var(--text-3);cursor:pointer;transition:color .12s,background .12s}
.faces label:hover{background:var(--sunken);color:var(--text)}
.faces input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.faces label:has(:checked){color:var(--on);background:var(--fill)}
.faces label:has(:focus-visible){outline:2px solid var(--ink);outline-offset:2px}
.faces svg{width:32px;height:32px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.rating>label{font-size:13px;color:var(--text-2);text-align:start}
.panel .rating textarea{font:inherit;font-size:16px;line-height:1.4;color:inherit;width:100%;box-sizing:border-box;min-height:0;max-height:120px;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;background:var(--surface);resize:none;field-sizing:content}
.panel .rating textarea:focus-visible{outline:2px solid var(--ink);outline-offset:1px}
.rating .primary{margin-top:4px}
.panel :has(>.rating .primary)+.ended .primary{color:var(--ink);background:none}
@media (forced-colors:active){.faces label{border:1px solid}.faces label:has(:checked){outline:2px solid Highlight;forced-color-adjust:none;color:HighlightText;background:Highlight}}
`;
