import { z } from 'zod';
import { FIELD_KINDS, KNOWN_KEYS, MAX_FIELD_LABEL, MAX_FORM_FIELDS, MAX_FORM_OPTIONS } from './form-rules.ts';
import { line } from './plain-text.ts';

const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** [S14] What an answer goes by: on the wire, in the log, in the SDK. */
export const fieldKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,31}$/,
    'Up to 32 of a-z, 0-9 and _ make a key, and it begins with a letter, as in order_number.',
  )
  .refine((key) => !RESERVED.has(key), 'This key is reserved. Choose another.');

const isKnown = (key: string): boolean => (KNOWN_KEYS as readonly string[]).includes(key);

export const formField = z
  .strictObject({
    key: fieldKey,
    /** Empty for a known key alone: then the widget asks in the visitor's language. */
    label: line(MAX_FIELD_LABEL),
    kind: z.enum(FIELD_KINDS),
    required: z.boolean(),
    /** Of a `select`. */
    options: z
      .array(
        line(MAX_FIELD_LABEL).refine(
          (option) => option !== '',
          'An option needs words. Remove it, or name it.',
        ),
      )
      .max(MAX_FORM_OPTIONS, `At most ${MAX_FORM_OPTIONS} options fit here.`)
      .refine((options) => new Set(options).size === options.length, 'Two options are the same. Remove one.'),
  })
  .superRefine(({ key, label, kind, options }, context) => {
    const trouble = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (label === '' && !isKnown(key)) trouble('label', 'Say what is asked here.');
    if (kind === 'select' && options.length === 0) trouble('options', 'Give at least one option to choose.');
    if (kind !== 'select' && options.length > 0)
      trouble('options', 'Only a list to choose from has options.');
    if (key === 'email' && kind !== 'email') trouble('kind', 'The key email asks for an e-mail address.');
    if (key === 'name' && kind !== 'text') trouble('kind', 'The key name asks for one line of text.');
  });
export type FormField = z.infer<typeof formField>;

export const formFields = z
  .array(formField)
  .max(MAX_FORM_FIELDS, `At most ${MAX_FORM_FIELDS} questions fit here.`)
  .superRefine((fields, context) => {
    const seen = new Set<string>();
    fields.forEach(({ key }, at) => {
      if (seen.has(key))
        context.addIssue({
          code: 'custom',
          path: [at, 'key'],
          message: 'Another question has this key. Choose another.',
        });
      seen.add(key);
    });
  });

const ask = (key: 'name' | 'email', required: boolean): FormField => ({
  key,
  label: '',
  kind: key === 'email' ? 'email' : 'text',
  required,
  options: [],
});

export const ASK_NAME = ask('name', false);
export const ASK_EMAIL = ask('email', true);
