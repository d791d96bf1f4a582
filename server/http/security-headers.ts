/** On every answer, unless a page set its own. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

const NOTHING_POLICY = "default-src 'none'; frame-ancestors 'none'";

export function addSecurityHeaders(headers: Headers, isHttps: boolean): void {
  for (const [name, value] of Object.entries(ALWAYS)) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOTHING_POLICY);
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000');
}

/** [S15] The console: only what comes from its own origin, no inline script, no markup from strings, in no frame. */
export function consolePolicy(publicOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${publicOrigin.replace(/^http/, 'ws')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/**
 * [S15] The page in which the console shows the widget: in a frame of the console and nowhere else, with no way to any
 * server, so that a preview can't make visitors or conversations whatever is done in it.
 */
export const previewPolicy = (): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'sandbox allow-scripts allow-same-origin',
  ].join('; ');
