import { BellhopError } from '../../shared/errors.ts';
import { parseOriginHeader } from '../sites/allowed-origin.ts';

interface Origins {
  publicOrigin: string;
  consoleOrigins: readonly string[];
}

/**
 * The page that sent a request. Browsers leave `Origin` out of same-origin GETs; then the fetch metadata, which no
 * script can set, tells. What says neither is from nowhere.
 */
export function requestOrigin(
  headers: Headers,
  { publicOrigin }: Pick<Origins, 'publicOrigin'>,
): string | null {
  const origin = headers.get('origin');
  if (origin !== null) return parseOriginHeader(origin);
  return headers.get('sec-fetch-site') === 'same-origin' ? publicOrigin : null;
}

/** [S17] A write on a cookie's authority must come from the console itself, not from a page that knows of it. */
export function refuseForeignWrite(headers: Headers, origins: Origins): void {
  const origin = requestOrigin(headers, origins);
  if (origin !== null && origins.consoleOrigins.includes(origin)) return;
  throw new BellhopError(
    'forbidden',
    'Writes are taken from the console alone: send an Origin header with the address in PUBLIC_URL.',
  );
}
