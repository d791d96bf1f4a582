/** What a host page is made of; everything but its name may be left out. */
export interface HostPage {
  name: string;
  /** The page's policy, given the address that Bellhop has. */
  policy?: (bellhop: string) => string;
  headers?: Readonly<Record<string, string>>;
  doctype?: string;
  /** Attributes of the root element. */
  html?: string;
  head?: string;
  body?: string;
  /** How much bigger its launcher is: the page zooms what stands on it, until somebody opens the chat. */
  launcher?: number;
  /** No chat stands on it. */
  bare?: true;
  /** What the browser says of the page itself. */
  says?: RegExp;
}

const LONG = `<h1>A shop</h1>${'<p>Long enough to scroll.</p>'.repeat(80)}<input aria-label="Field"/>`;
/** So that a script of the page may stand under a policy with a nonce, and under none. */
export const NONCE = 'bW9zcw';
const style = (css: string): string => `<style>${css}</style>`;
const script = (code: string): string => `<script nonce="${NONCE}">${code}</script>`;
const sockets = (bellhop: string): string => `${bellhop} ${bellhop.replace(/^http/, 'ws')}`;

/** Hosts on which nothing may be different from any other: the chat opens, talks, looks the same. */
export const HOSTILE_HOSTS: readonly HostPage[] = [
  {
    name: 'a policy with a nonce and strict-dynamic',
    policy: (bellhop) =>
      `default-src 'none'; img-src 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src ${sockets(bellhop)}; ` +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  },
  {
    name: 'a policy with a nonce alone',
    policy: (bellhop) =>
      `default-src 'none'; img-src 'self'; script-src 'nonce-${NONCE}'; connect-src ${sockets(bellhop)}`,
  },
  {
    name: 'cross-origin isolation',
    headers: {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    },
  },
  { name: 'no charset', headers: { 'content-type': 'text/html' } },
  { name: 'UTF-16', headers: { 'content-type': 'text/html; charset=utf-16le' } },
  { name: 'quirks mode', doctype: '', says: /^HTML_PARSER__DOCTYPE/ },
  {
    name: 'XHTML',
    headers: { 'content-type': 'application/xhtml+xml; charset=utf-8' },
    html: 'xmlns="http://www.w3.org/1999/xhtml"',
  },
  {
    name: 'a base elsewhere, and no referrer',
    head: '<base href="https://elsewhere.example/deep/"/><meta name="referrer" content="no-referrer"/>',
  },
  { name: 'zoom on the root', launcher: 1.5, head: style('html { zoom: 1.5 }') },
  { name: 'a root font of 30 px', head: style('html { font: 30px/3 fantasy; letter-spacing: 4px }') },
  { name: 'a root font of 6 px', head: style('html { font-size: 6px } body { zoom: 0.5 }') },
  { name: 'a transformed body', head: style('body { transform: translateX(40px) scale(0.9) }') },
  { name: 'a filtered body', head: style('body { filter: blur(0.2px); contain: paint; perspective: 9px }') },
  {
    name: 'a transformed root',
    head: style('html { transform: rotate(0.001deg); perspective: 500px; will-change: transform }'),
  },
  {
    name: 'everything reset, hidden and forbidden',
    head: style(`html > * { pointer-events: none !important; user-select: none !important; clip: rect(0 0 0 0) !important }
      * { all: unset !important } bellhop-chat { display: none !important; visibility: hidden !important;
      position: static !important; inset: 40px !important; width: 4px !important; scale: 3; translate: 90px }`),
  },
  {
    name: 'an overlay in front of everything',
    head: style('#over { position: fixed; inset: 0; z-index: 2147483647; background: #fffe }'),
    body: '<div id="over" popover="manual"></div>' + script("document.getElementById('over').showPopover()"),
  },
  {
    name: 'right to left',
    html: 'dir="rtl"',
    head: style('* { direction: rtl; unicode-bidi: bidi-override }'),
  },
  {
    name: 'built-ins that a library of 2007 added to',
    head: script(`Object.prototype.extend = function () {}; Array.prototype.each = function () {};
      window.name = 'x'; window.Promise.prototype.done = function () {}`),
  },
  {
    name: 'storage that is denied',
    head: script(`for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get() { throw new DOMException('Denied.', 'SecurityError') } })`),
  },
  {
    name: 'shortcuts, and a trap that pulls the focus back',
    body: script(`const field = document.querySelector('input');
      addEventListener('keydown', (event) => {
        if (event.target.localName !== 'input') { event.preventDefault(); field.focus() } });
      document.addEventListener('focusin', ({ target }) => { if (target !== field) field.focus() });
      document.addEventListener('focusout', () => field.focus());
      document.addEventListener('paste', (event) => event.preventDefault())`),
  },
];

export const hostMarkup = ({ doctype, html, head, body, bare }: HostPage, loader: string): string =>
  `${doctype ?? '<!DOCTYPE html>'}<html ${html ?? ''}><head><title>A shop</title>${head ?? ''}` +
  script(`window.wrong = []; for (const type of ['error', 'unhandledrejection'])
    addEventListener(type, (event) => window.wrong.push(type + ' ' + (event.message || event.reason)))`) +
  (bare ? '' : `<script async="" crossorigin="" nonce="${NONCE}" charset="utf-8" src="${loader}"></script>`) +
  '</head>' +
  `<body>${LONG}${body ?? ''}</body></html>`;
