import { z } from 'zod';
import { problemsIn } from '../quick-responses/template.ts';
import {
  CONSOLE_LANGUAGES,
  DENSITIES,
  MAX_OWN_LIMIT,
  MAX_SIGNATURE,
  PREFERENCE_KEYS,
  THEMES,
  TONES,
  type ChosenPreferences,
  type PreferenceKey,
} from './registry.ts';

const onOff = z.boolean('This is on or off.');
const oneOf = <const O extends readonly string[]>(options: O) =>
  z.enum(options as unknown as [string, ...string[]], `Choose among ${options.join(', ')}.`);
const WHOLE = `Write a whole number from 1 to ${MAX_OWN_LIMIT}.`;
const PERCENT = 'Write a whole number from 0 to 100.';

/** Control characters but for line breaks; what hides or reorders text. */
const HIDDEN = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const signature = z
  .string('Write a text.')
  .transform((text) => text.toWellFormed().replace(/\r\n?/g, '\n').normalize('NFC').trim())
  .refine((text) => text.length <= MAX_SIGNATURE, `At most ${MAX_SIGNATURE} characters.`)
  .refine((text) => !HIDDEN.test(text), 'Leave out invisible characters.')
  .refine((text) => problemsIn(text).length === 0, 'A variable is not known, or its braces do not match.');

/** What may be stored under each key. */
export const PREFERENCE_SCHEMAS: Readonly<Record<PreferenceKey, z.ZodType>> = {
  'chats.limit': z.int(WHOLE).min(1, WHOLE).max(MAX_OWN_LIMIT, WHOLE),
  'chats.auto_accept': onOff,
  'notify.new_chat': onOff,
  'notify.message': onOff,
  'notify.mention': onOff,
  'notify.late_wait': onOff,
  'notify.desktop': onOff,
  'notify.hide_text': onOff,
  'sound.on': onOff,
  'sound.volume': z.int(PERCENT).min(0, PERCENT).max(100, PERCENT),
  'sound.tone': oneOf(TONES),
  'signature.on': onOff,
  'signature.text': signature,
  'look.theme': oneOf(THEMES),
  'look.density': oneOf(DENSITIES),
  'look.language': oneOf(CONSOLE_LANGUAGES),
  'keys.single': onOff,
};

/** What of a stored object is understood; the rest counts as not chosen. */
export function readChosen(stored: unknown): ChosenPreferences {
  if (typeof stored !== 'object' || stored === null) return {};
  const entries = PREFERENCE_KEYS.flatMap((key) => {
    if (!Object.hasOwn(stored, key)) return [];
    const parsed = PREFERENCE_SCHEMAS[key].safeParse((stored as Record<string, unknown>)[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries);
}
