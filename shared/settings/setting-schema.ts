import { z } from 'zod';
import { businessHours } from '../hours/schema.ts';
import {
  LANGUAGES,
  SETTING_KEYS,
  settingOf,
  type NumberSetting,
  type Setting,
  type SettingKey,
} from './registry.ts';

// What would end a mail header, or hide in one (S22).
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What may be stored under each key. */
export const SETTING_SCHEMAS = Object.fromEntries(
  SETTING_KEYS.map((key) => [key, schemaOf(settingOf(key))]),
) as unknown as Record<SettingKey, z.ZodType>;

function schemaOf(setting: Setting): z.ZodType {
  switch (setting.kind) {
    case 'number':
      return numberSchema(setting);
    case 'switch':
      return z.boolean('This is on or off.');
    case 'text':
      return z
        .string('Write a text.')
        .trim()
        .max(setting.max, `At most ${setting.max} characters.`)
        .refine((text) => !CONTROL.test(text), 'Leave out line breaks and invisible characters.');
    case 'email':
      return z.union(
        [z.literal(''), z.email().max(setting.max)],
        'Write an e-mail address such as chat@example.org, or nothing.',
      );
    case 'languages':
      return z
        .array(z.enum(LANGUAGES, `Choose among ${LANGUAGES.join(', ')}.`))
        .min(1, 'Choose at least one language.')
        .refine((list) => new Set(list).size === list.length, 'A language is listed twice.');
    case 'choice':
      return z.enum(setting.options, `Choose among ${setting.options.join(', ')}.`);
    case 'hours':
      return businessHours;
  }
}

function numberSchema({ min, max, unit, zero }: NumberSetting): z.ZodType {
  const within = `Write a whole number from ${min} to ${max} (${unit})`;
  const message = zero === 'never' ? `${within}, or 0 for never.` : `${within}.`;
  const range = z.int(message).min(min, message).max(max, message);
  return zero === 'never' ? z.union([z.literal(0), range], message) : range;
}
