/**
 * The panel. Tokens first; every property that is used is set here, since custom properties of the page leak in.
 * Closed, it is laid out and hidden by `visibility`: a transition of all properties would keep the composer from taking the focus as it opens.
 */
export const PANEL_CSS = `
.w{--surface:#fff;--sunken:oklch(.962 .004 95);--line:oklch(.915 .005 95);--edge:oklch(.8 .008 95);--text:oklch(.25 .01 260);--text-2:oklch(.47 .012 260);--text-3:oklch(.53 .012 260);--bad:oklch(.53 .19 27);--av-l:.93;--av-c:.045;--av-t:.43;--ease:cubic-bezier(.2,.8,.2,1);--shadow:0 0 0 1px oklch(.3 .02 260/.07),0 12px 40px oklch(.3 .02 260/.16),0 2px 8px oklch(.3 .02 260/.08);color-scheme:light;-webkit-text-size-adjust:100%;-webkit-font-smoothing:antialiased}
.w.dark{--surface:oklch(.225 .009 260);--sunken:oklch(.285 .01 260);--line:oklch(.31 .01 260);--edge:oklch(.42 .012 260);--text:oklch(.94 .005 95);--text-2:oklch(.77 .008 95);--text-3:oklch(.69 .01 95);--bad:oklch(.74 .15 25);--av-l:.35;--av-c:.06;--av-t:.86;--shadow:0 0 0 1px #ffffff14,0 16px 48px #0009;color-scheme:dark}
.panel{position:fixed;inset:auto var(--x) calc(68px + var(--y)) auto;width:384px;max-width:calc(100vw - 20px - var(--x));height:640px;max-height:calc(100vh - 88px - var(--y));max-height:calc(100dvh - 88px - var(--y));margin:0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);border:0;padding:0;overflow:hidden;border-radius:16px;outline:0;font-size:15px;line-height:1.42;color:var(--text);background:var(--surface);box-shadow:var(--shadow);transform-origin:100% 100%;display:flex;flex-direction:column;animation:in .18s var(--ease)}
.panel:not([open]){visibility:hidden;animation:none}
.left .panel{inset:auto auto calc(68px + var(--y)) var(--x);transform-origin:0 100%}
.panel::backdrop{background:none}
.panel ::selection{color:var(--on);background:var(--fill)}
.own .bubble::selection,.own .bubble ::selection{color:var(--fill);background:var(--on)}
@keyframes in{from{opacity:0;transform:translateY(12px) scale(.98)}}
.panel p,.panel h2,.panel ol{margin:0;padding:0;font-size:inherit;font-weight:inherit}
.panel ol{list-style:none}
.panel p,.panel button,.event,.bubble{unicode-bidi:plaintext}
.panel .who p{text-align:left}
[dir=rtl] .who p{text-align:right}
.panel button{font:inherit;color:inherit;cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation}
.panel :focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.head{flex:none;display:flex;gap:12px;align-items:center;padding:14px 10px;padding-inline-start:16px;border-bottom:1px solid var(--line)}
.av{flex:none;width:28px;height:28px;border-radius:50%;display:grid;place-items:center;font-size:11px;font-weight:600;letter-spacing:.01em;background:oklch(var(--av-l) var(--av-c) var(--h));color:oklch(var(--av-t) .11 var(--h))}
.av.big{width:40px;height:40px;font-size:14px}
.who{flex:1;min-width:0}
.panel h2{font-size:16px;font-weight:650;line-height:1.3;letter-spacing:-.01em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.who p{font-size:13px;line-height:1.4;color:var(--text-2);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.icon{flex:none;width:44px;height:44px;border:0;border-radius:12px;padding:0;display:grid;place-items:center;background:none}
.panel .icon{color:var(--text-2)}
.icon:hover{background:var(--sunken)}
@keyframes show{from{opacity:0}}
.middle{flex:1;min-height:0;position:relative;display:flex;flex-direction:column}
.log{flex:1;overflow:hidden auto;overscroll-behavior:contain;overflow-anchor:none;padding:12px 16px 8px;display:flex;flex-direction:column;scrollbar-width:thin;scrollbar-color:var(--edge) transparent}
.panel .log:focus-visible{outline-offset:-3px;border-radius:8px}
.log>ol{margin-top:auto;display:flex;flex-direction:column;gap:12px}
.panel .event{align-self:center;text-align:center;font-size:12.5px;color:var(--text-3);padding:2px 0;overflow-wrap:anywhere}
.panel .day{font-weight:550}
.group{position:relative;display:flex;flex-direction:column;align-items:flex-start;gap:3px;padding-inline-start:36px}
.own{align-items:flex-end;padding-inline-start:0}
.line{position:relative;max-width:min(100%,290px);display:flex;flex-direction:column;align-items:flex-start}
.own .line{align-items:flex-end}
.bubble{max-width:100%;padding:9px 14px;border-radius:18px;background:var(--sunken);white-space:pre-wrap;overflow-wrap:anywhere;text-align:start;transition:opacity .2s}
.group>:last-child .bubble{border-end-start-radius:6px}
.own .bubble{color:var(--on);background:var(--fill)}
.own>:last-child .bubble{border-end-start-radius:18px;border-end-end-radius:6px}
.faint{opacity:.68}
.panel .mark{margin-top:3px;padding-inline:2px;font-size:12px;color:var(--text-3);text-align:end}
.panel .bad,.panel .trouble{color:var(--bad)}
.panel .late{animation:show .2s .7s both}
.panel .link{border:0;padding:4px 3px;margin:-4px 0;background:none;font-weight:600;text-decoration:underline;text-decoration-color:transparent;text-underline-offset:2px}
.link:hover{text-decoration-color:currentColor}
.panel .quiet{font-weight:400;color:var(--text-3)}
.greeting{margin:auto 0;padding:8px 8px 24px;text-align:center;color:var(--text-2);font-size:14px;text-wrap:balance}
.panel .hello{font-size:22px;font-weight:650;line-height:1.25;letter-spacing:-.015em;color:var(--text);margin-bottom:8px;white-space:pre-line;overflow-wrap:anywhere}
.skeleton{margin-top:auto;display:flex;flex-direction:column;gap:10px;animation:show .2s .2s both}
.skeleton i{height:40px;width:62%;border-radius:18px;background:var(--sunken)}
.skeleton i:nth-child(2){align-self:flex-end;width:48%}
.latest{position:absolute;bottom:8px;left:calc(50% - 20px);width:40px;height:40px;padding:0;border:1px solid var(--line);border-radius:50%;display:grid;place-items:center;background:var(--surface);box-shadow:0 2px 10px #0000001f;animation:show .16s}
form{flex:none;padding:8px 12px 12px}
.panel .trouble{padding:0 4px 8px;font-size:13px}
.box{display:flex;align-items:flex-end;gap:6px;padding:4px;border:1px solid var(--edge);border-radius:16px;background:var(--surface);transition:border-color .12s,box-shadow .12s}
.box:focus-within{border-color:var(--ink);box-shadow:0 0 0 3px color-mix(in srgb,var(--ink) 18%,transparent)}
textarea{flex:1;min-width:0;margin:0;border:0;padding:8px 10px;resize:none;max-height:128px;overflow:auto;font:16px/1.4 system-ui,sans-serif;color:inherit;background:none;scrollbar-width:thin}
.panel textarea:focus-visible{outline:0}
textarea::placeholder{color:var(--text-3);opacity:1}
.send{flex:none;width:38px;height:38px;border:0;border-radius:12px;padding:0;display:grid;place-items:center;background:var(--fill)}
.panel .send{color:var(--on)}
.panel .send:disabled{color:var(--text-3);background:var(--sunken);cursor:default}
@media (max-width:480px),(max-height:440px){
.panel,.left .panel{inset:var(--vt,0) 0 auto 0;width:auto;max-width:none;height:var(--vh,100dvh);max-height:none;margin:0;border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
}
@media (forced-colors:active){.panel,.bubble,.box,.send,.av{border:1px solid}.box:focus-within{outline:2px solid Highlight}}
@media (prefers-reduced-motion:reduce){.panel,.panel *{animation-duration:.01s!important;transition:none!important}}
`;
