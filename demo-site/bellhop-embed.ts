export interface BellhopEmbed {
  /** What the script tag loads: `https://HOST/w/KEY.js`. */
  readonly loaderUrl: string;
  /** The host page's policy (S15): nothing for Bellhop but script-src and connect-src. */
  readonly contentSecurityPolicy: string;
}

// URL accepts `;`, `,` and quotes in a host name; in a policy they would start a directive of their own.
const PLAIN_HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/;

const parseBellhopUrl = (bellhopUrl: string): URL => {
  const url = URL.canParse(bellhopUrl) ? new URL(bellhopUrl) : undefined;
  const isPlain = url && !url.username && !url.password && PLAIN_HOST.test(url.host);
  if (!url || !isPlain || !/^https?:$/.test(url.protocol)) {
    throw new Error(`bellhopUrl must be an http or https address, not ${JSON.stringify(bellhopUrl)}.`);
  }
  return url;
};

const policyFor = (origin: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${origin} ${origin.replace(/^http/, 'ws')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

export const bellhopEmbed = (bellhopUrl: string, siteKey: string): BellhopEmbed => {
  const url = parseBellhopUrl(bellhopUrl);
  if (siteKey === '') throw new Error('siteKey is empty: the demo site needs the public key of a site.');
  const folder = url.pathname.replace(/\/+$/, '');
  return {
    loaderUrl: `${url.origin}${folder}/w/${encodeURIComponent(siteKey)}.js`,
    contentSecurityPolicy: policyFor(url.origin),
  };
};
