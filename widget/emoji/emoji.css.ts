export const EMOJI_CSS = `
form:has(.emoji){position:relative}
.emoji{position:absolute;z-index:1;bottom:calc(100% - 4px);inset-inline:12px;box-sizing:border-box;max-height:min(272px,44vh);overflow:hidden auto;overscroll-behavior:contain;padding:2px 8px 8px;border:1px solid var(--line);border-radius:14px;background:var(--surface);box-shadow:0 4px 20px #00000024;scrollbar-width:thin;scrollbar-color:var(--edge) transparent;animation:show .16s}
.panel .emoji p{padding:8px 4px 2px;font-size:12px;color:var(--text-3)}
.emoji [role=row]{display:grid;grid-template-columns:repeat(8,1fr)}
.panel .emoji button{height:38px;border:0;border-radius:10px;padding:0;font:22px/38px Apple Color Emoji,Segoe UI Emoji,Noto Color Emoji,sans-serif;background:none;scroll-margin:32px 8px}
.emoji button:is(:hover,:focus){background:var(--sunken)}
.panel .emoji button:focus-visible{outline-offset:-2px}
.panel .smile[aria-expanded=true]{color:var(--text);background:var(--sunken)}
`;
