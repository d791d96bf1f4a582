/** What there is to see only once there is a line: other people, links, trouble, what stands above the composer, the end. */
export const LINE_CSS = `
.w{--note:oklch(.965 .045 92);--note-line:oklch(.88 .07 92);--note-text:oklch(.4 .07 80)}
.w.dark{--note:oklch(.3 .035 85);--note-line:oklch(.4 .05 85);--note-text:oklch(.88 .06 90)}
.panel .slim,.panel .aside p{text-align:left}
[dir=rtl] .panel :is(.slim,.aside p){text-align:right}
.panel .slim{padding:7px 16px;font-size:13px;color:var(--note-text);background:var(--note);border-bottom:1px solid var(--note-line);animation:show .2s .6s both}
.group>.av{position:absolute;bottom:0;inset-inline-start:0}
.panel .name{font-size:12.5px;color:var(--text-2);padding-inline-start:2px;margin-bottom:1px}
.name time{color:var(--text-3);margin-inline-start:4px}
.bubble a{color:inherit;text-decoration:underline;text-underline-offset:2px}
.primary{width:100%;min-height:44px;border:0;border-radius:12px;padding:10px 16px;font-weight:600;background:var(--fill)}
.panel .primary{color:var(--on)}
.ended{flex:none;padding:8px 12px 12px}
.panel .ended .link{display:block;margin:6px auto 0;padding:6px 12px;color:var(--ink)}
.aside{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:2px 12px;padding:8px 16px;font-size:13px;line-height:1.4;color:var(--text-2);border-top:1px solid var(--line);animation:show .16s}
.aside p{flex:1 1 150px}
.panel .aside .link{padding:6px 3px;margin:-4px 0;color:var(--ink)}
.aside .link:disabled{opacity:.6;cursor:default}
.aside.nobody{color:var(--note-text);background:var(--note);border-color:var(--note-line)}
.panel .aside.nobody .link{color:inherit}
.who p{white-space:normal}
.log li:nth-last-child(n+40){content-visibility:auto;contain-intrinsic-size:auto 60px}
@media (forced-colors:active){.primary{border:1px solid}}
`;
