import { createHash } from 'node:crypto';
import { MAX_RATING_TEXT } from '../../shared/protocol/ratings.ts';
import { RATING_FACES } from '../../shared/widget-settings/rating-faces.ts';
import type { PageWords } from './page-words.ts';

const STYLES = `
:root{color-scheme:light dark;--line:#8886;--on:#fff;--fill:#2c6150}
@media (prefers-color-scheme:dark){:root{--on:#10231c;--fill:#8fd0b6}}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;width:100%;max-width:440px;padding:24px 16px}
h1,legend{font-size:22px;line-height:1.3;font-weight:650;margin:0 0 4px;padding:0}
p{margin:0 0 12px}
fieldset{border:0;margin:0;padding:0}
.faces{display:flex;justify-content:space-between;gap:4px;margin:12px 0 20px}
.faces label{position:relative;flex:1;display:flex;flex-direction:column;align-items:center;gap:4px;padding:8px 2px;border-radius:12px;font-size:12.5px;text-align:center;cursor:pointer}
.faces input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.faces label:has(:checked){color:var(--on);background:var(--fill)}
.faces label:has(:focus-visible){outline:2px solid;outline-offset:2px}
svg{width:40px;height:40px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.say{display:block;margin-bottom:16px}
textarea{box-sizing:border-box;width:100%;margin-top:4px;padding:10px 12px;font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:12px}
button{width:100%;min-height:44px;border:0;border-radius:12px;font:inherit;font-weight:600;color:var(--on);background:var(--fill);cursor:pointer}
.trouble{font-weight:600}
@media (forced-colors:active){button{border:1px solid}.faces label:has(:checked){outline:2px solid}}
`;

/** [S15] Nothing but this style sheet, and a form to ourselves. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** [S12] */
const text = (given: string): string => given.replace(/[&<>"']/g, (unit) => NAMED[unit]!);

function page(words: PageWords, siteName: string, body: string, status: number): Response {
  const { language, title } = words;
  const html = `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${text(title)}</title><style>${STYLES}</style></head>
<body><main>${siteName && `<p dir="auto">${text(siteName)}</p>`}${body}</main></body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
  };
  return new Response(html, { status, headers });
}

export const tellPage = (words: PageWords, siteName: string, said: string, status = 200): Response =>
  page(words, siteName, `<h1>${text(said)}</h1>`, status);

export interface RatingForm {
  clientId: string;
  /** The site's own question; empty for none. */
  question: string;
  asksComment: boolean;
  score?: string;
  comment?: string;
  answer?: string;
  trouble?: string;
}

const face = (form: RatingForm, words: PageWords) => (path: string, at: number) =>
  `<label><input type="radio" name="score" value="${at + 1}" required${form.score === String(at + 1) ? ' checked' : ''}>` +
  `<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="${path}"/></svg>${text(words.scores[at]!)}</label>`;

const say = (name: string, label: string, value = ''): string =>
  `<label class="say" dir="auto">${text(label)}<textarea name="${name}" rows="3" dir="auto" maxlength="${MAX_RATING_TEXT}">${text(`\n${value}`)}</textarea></label>`;

export function formPage(words: PageWords, siteName: string, form: RatingForm): Response {
  const body = `<form method="post">
<input type="hidden" name="client_id" value="${text(form.clientId)}">
<fieldset><legend>${text(words.title)}</legend>
<div class="faces">${RATING_FACES.map(face(form, words)).join('')}</div></fieldset>
${form.question && say('answer', form.question, form.answer)}
${form.asksComment ? say('comment', words.comment, form.comment) : ''}
${form.trouble ? `<p class="trouble" role="alert">${text(form.trouble)}</p>` : ''}
<button>${text(words.send)}</button>
</form>`;
  return page(words, siteName, body, form.trouble ? 400 : 200);
}
