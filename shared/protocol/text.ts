import { z } from 'zod';
import { MAX_TEXT_LENGTH } from './limits.ts';

const NUL = '\u0000';

/** [M2] What a person may say: 1 to 10,000 code units, no NUL; lone surrogates become U+FFFD. */
export const messageText = z
  .string()
  .max(MAX_TEXT_LENGTH, `A message holds at most ${MAX_TEXT_LENGTH} characters. Send it in parts.`)
  .refine((text) => !text.includes(NUL), 'A message cannot hold the NUL character. Remove it and send again.')
  .refine((text) => text.trim() !== '', 'A message cannot be empty.')
  .transform((text) => text.toWellFormed());

/** [M13] The public number of the message that is answered. */
export const repliedTo = z.int().min(1);

/** [M3] A person's or a thing's name: one line, NFC, no control characters, 1 to 100 code units. */
export const personName = z
  .string()
  .transform((name) => name.toWellFormed().normalize('NFC').trim())
  .refine((name) => name.length >= 1 && name.length <= 100, 'A name has 1 to 100 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'A name cannot hold control characters or line breaks.');
