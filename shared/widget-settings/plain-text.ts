import { z } from 'zod';

const CONTROL = /[^\P{Cc}\n]/u;

/** Text that may have several lines, and may be empty. */
export const lines = (max: number) =>
  z
    .string()
    .transform((text) => text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.length <= max, `At most ${max} characters fit here.`)
    .refine((text) => !CONTROL.test(text), 'This holds a character that cannot be shown. Type it again.');

export const line = (max: number) =>
  lines(max).refine((text) => !text.includes('\n'), 'This must be one line. Remove the line break.');
