import { randomBytes } from 'node:crypto';

const KEY_BYTES = 12;

/** Public, but not to be guessed: nobody counts sites by trying keys. */
export const newSiteKey = (): string => randomBytes(KEY_BYTES).toString('base64url');
