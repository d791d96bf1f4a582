/**
 * An `Origin` header as browsers write it, or nothing. Browsers send the canonical form only, so whatever does not
 * come out of the parser unchanged (userinfo, path, backslash, capitals, default port, Unicode host) is no origin.
 */
export function parseOriginHeader(header: string | null | undefined): string | null {
  if (!header || !URL.canParse(header)) return null;
  const url = new URL(header);
  return isWeb(url) && url.origin === header ? header : null;
}

/** An origin as a person types it, in the form that browsers send; nothing when it is more or less than an origin. */
export function normaliseOrigin(typed: string): string | null {
  const text = typed.trim();
  if (/[\\\s@?#*]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isWeb(url) && url.pathname === '/' ? url.origin : null;
}

/** `*` as the only entry allows every web origin. */
export function isOriginAllowed(origin: string | null | undefined, allowed: readonly string[]): boolean {
  const parsed = parseOriginHeader(origin);
  if (parsed === null) return false;
  return allowed.includes(parsed) || (allowed.length === 1 && allowed[0] === '*');
}

const isWeb = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:';
