import { BellhopError } from '../errors.ts';
import { MAX_TEXT_LENGTH } from '../protocol/limits.ts';

/** [M2] The server's rule, applied before anything is stored. */
export function checkText(text: string): void {
  if (text.trim() && text.length <= MAX_TEXT_LENGTH && !text.includes('\0')) return;
  throw new BellhopError('bad_request', `A message has 1 to ${MAX_TEXT_LENGTH} characters.`, {
    field: 'text',
  });
}
