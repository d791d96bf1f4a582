import { BellhopError } from '../../shared/errors.ts';
import { normaliseOrigin } from './allowed-origin.ts';

/** [S17] Typed origins in the form that browsers send. Throws for the first that is none, and says why. */
export function readOrigins(typed: readonly string[], field = 'allowed_origins'): string[] {
  const origins: string[] = [];
  for (const [index, text] of typed.entries()) {
    const origin = normaliseOrigin(text);
    const problem = origin === null ? explainOrigin(text) : origins.includes(origin) ? twice(origin) : null;
    if (problem !== null || origin === null) {
      throw new BellhopError('bad_request', problem ?? GENERAL, { field: `${field}.${index}` });
    }
    origins.push(origin);
  }
  return origins;
}

const GENERAL = 'This is not an origin. It looks like https://shop.example.com.';
const twice = (origin: string) => `${origin} is in this list already.`;

/** What is wrong with an origin that is none, and what would be right. */
function explainOrigin(typed: string): string {
  const text = typed.trim();
  if (text === '') return 'Fill this in, or remove the line.';
  if (text.includes('*')) {
    return 'Wildcards are not supported: write every origin on a line of its own, as in https://shop.example.com.';
  }
  if (/[\s\\]/.test(text)) return 'An origin holds no spaces and no backslashes.';
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return withScheme(text);
  if (!URL.canParse(text)) return GENERAL;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `An origin begins with https:// or http://, not with ${url.protocol}//.`;
  }
  if (text.includes('@')) return `An origin has no user name. Did you mean ${url.origin}?`;
  if (/[/?#]./.test(text.replace(/^[^:]+:\/\//, '')) || /[?#]/.test(text)) {
    return `An origin has no path: only scheme, host and port count. Did you mean ${url.origin}?`;
  }
  return GENERAL;
}

const withScheme = (text: string): string =>
  URL.canParse(`https://${text}`)
    ? `Put the scheme in front: ${new URL(`https://${text}`).origin}.`
    : GENERAL;
