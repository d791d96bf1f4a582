export const FORMS_CSS = `
.panel .ask{flex:1;min-height:0;overflow:hidden auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:14px;scrollbar-width:thin;scrollbar-color:var(--edge) transparent}
.ask .lead{white-space:pre-line;overflow-wrap:anywhere}
.panel .ask :is(p,label,legend){text-align:start}
.ask label,.ask legend{display:block;margin:0 0 5px;padding:0;font-size:14px;font-weight:550;overflow-wrap:anywhere}
.ask fieldset{min-width:0;margin:0;border:0;padding:0}
.ask :is(.in,textarea.in){box-sizing:border-box;display:block;width:100%;min-height:44px;max-height:none;margin:0;border:1px solid var(--edge);border-radius:12px;padding:9px 12px;font:16px/1.4 system-ui,sans-serif;color:inherit;background:var(--surface);resize:vertical}
.ask .in[aria-invalid=true]{border-color:var(--bad)}
.panel .ask .in:focus-visible{outline:2px solid var(--ink);outline-offset:1px}
.ask .tick{display:flex;gap:10px;align-items:flex-start;min-height:24px;margin:0;font-weight:400;cursor:pointer}
.ask .tick input{flex:none;width:20px;height:20px;margin:1px 0;accent-color:var(--fill)}
.ask .team{border:1px solid var(--edge);border-radius:12px;padding:10px 12px;margin:0 0 8px}
.ask .team small{display:block;font-size:13px;color:var(--text-2)}
.panel .ask .trouble{padding:5px 0 0}
.ask .primary{flex:none;margin-top:auto}
.panel .ask .link{align-self:center;min-height:32px;color:var(--ink)}
@media (forced-colors:active){.ask :is(.in,.team){border:1px solid}}
`;
