/** Who said it when, as it is heard with each message, stands on the bubble's edge and moves nothing; where a time is to be read already it does not. */
export const LINES_CSS = `
.line:is(:hover,:focus-within):not(.av+.line,:has(time))>.vh{top:-7px;inset-inline-end:8px;width:auto;height:auto;clip-path:none;padding:0 7px;border:1px solid var(--line);border-radius:9px;font-size:11px;color:var(--text-2);background:var(--surface)}
.panel .line:focus{outline:2px solid var(--ink);outline-offset:2px;border-radius:18px}
.line{scroll-margin:16px}
`;
