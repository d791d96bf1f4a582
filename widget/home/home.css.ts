export const HOME_CSS = `
.home{flex:1;min-height:0;overflow:hidden auto;overscroll-behavior:contain;padding:12px 8px;scrollbar-width:thin;scrollbar-color:var(--edge) transparent;animation:show .16s}
.panel h3{margin:0;padding:2px 8px 8px;font-size:13px;font-weight:600;color:var(--text-2);unicode-bidi:plaintext}
.panel h3:focus-visible{outline:0}
.panel ul{margin:0;padding:0;list-style:none}
.find{padding:0 8px 8px}
.find input{box-sizing:border-box;width:100%;margin:0;padding:9px 12px;font:16px/1.3 system-ui,sans-serif;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:12px;appearance:none}
.find input::placeholder{color:var(--text-3);opacity:1}
.home li{content-visibility:auto;contain-intrinsic-size:auto 62px}
.panel .chat{display:grid;grid-template-columns:28px 1fr auto;gap:1px 10px;align-items:center;width:100%;min-height:60px;border:0;border-radius:12px;padding:9px 8px;text-align:start;background:none}
.chat:hover{background:var(--sunken)}
.panel .chat:focus-visible{outline-offset:-2px}
.chat .av{grid-row:1/3}
.with{grid-column:2/4;display:flex;gap:8px;align-items:baseline;justify-content:space-between;min-width:0}
.with b{min-width:0;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.with time{flex:none;font-size:12px;color:var(--text-3)}
.words{min-width:0;font-size:13.5px;line-height:1.35;color:var(--text-2);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;text-align:start}
.words:has(mark){white-space:normal;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2}
.words mark{color:var(--note-text);background:var(--note);border-radius:3px}
.how{justify-self:end;font-size:12px;color:var(--text-3)}
.how.now{color:var(--ink);font-weight:550}
.how.new{padding:1px 8px;border-radius:9px;font-weight:600;color:var(--on);background:var(--fill)}
.panel .told{padding:0 12px;font-size:13.5px;color:var(--text-2);text-align:center;overflow-wrap:anywhere}
.panel .told:not(:empty){padding-block:10px}
.slow{animation:show .2s .2s both}
.panel .further{display:block;margin:4px auto;padding:8px 14px;color:var(--ink)}
.panel .head:has(.back){padding-inline-start:6px}
.back{margin-inline-end:-8px}
[dir=rtl] .back svg{transform:scaleX(-1)}
.more{position:relative;display:flex;margin-inline-end:-12px}
.menu{position:absolute;top:44px;inset-inline-end:0;z-index:1;min-width:190px;padding:6px;border-radius:12px;background:var(--surface);box-shadow:var(--shadow);animation:show .12s}
.panel .menu button{display:block;width:100%;min-height:40px;border:0;border-radius:8px;padding:8px 12px;text-align:start;white-space:nowrap;font-size:14px;background:none}
.panel .menu button:hover{background:var(--sunken)}
.panel .menu button:focus-visible{outline-offset:-2px}
@media (forced-colors:active){.find input,.menu,.how.new{border:1px solid}.words mark{background:Mark;color:MarkText}}
`;
