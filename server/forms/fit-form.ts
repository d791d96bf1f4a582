import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import {
  MAX_ANSWER_LINE,
  MAX_ANSWER_TEXT,
  type FormAnswer,
  type GivenForm,
} from '../../shared/protocol/forms.ts';
import type { FormField } from '../../shared/widget-settings/form-fields.ts';
import { KNOWN_KEYS } from '../../shared/widget-settings/form-rules.ts';
import { line, lines } from '../../shared/widget-settings/plain-text.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';

const oneLine = line(MAX_ANSWER_LINE);
const manyLines = lines(MAX_ANSWER_TEXT);
const address = z.email('This is not an e-mail address.').max(254, 'This address is too long.');

const refused = (key: string, message: string) =>
  new BellhopError('bad_request', message, { field: `form.values.${key}` });

/** [FM2] The answer as it is kept; undefined for an empty one. */
function fitAnswer({ key, kind, options }: FormField, given: string | boolean): string | boolean | undefined {
  if (kind === 'checkbox') {
    if (typeof given !== 'boolean') throw refused(key, 'This is answered by true or false.');
    return given;
  }
  if (typeof given !== 'string') throw refused(key, 'This is answered by a text.');
  const read = (kind === 'textarea' ? manyLines : oneLine).safeParse(given);
  if (!read.success) throw refused(key, read.error.issues[0]!.message);
  const text = read.data;
  if (text === '') return undefined;
  if (kind === 'select' && !options.includes(text)) throw refused(key, 'Choose one of what is offered.');
  const mail = kind === 'email' ? address.safeParse(text) : null;
  if (mail && !mail.success) throw refused(key, mail.error.issues[0]!.message);
  if (key === 'name' && text.length > 100) throw refused(key, 'A name has at most 100 characters.');
  return text;
}

/** Who the visitor is the page may know already, and not ask: the message counts for more than that. */
const mayLack = (key: string): boolean => (KNOWN_KEYS as readonly string[]).includes(key);

/** [FM1] The answers in the order of the questions. Throws at the first one that these settings did not ask for so. */
export function fitForm(
  settings: Pick<WidgetSettings, 'pre_chat' | 'offline'>,
  { form, values }: GivenForm,
): FormAnswer[] {
  const { enabled, fields } = settings[form];
  if (!enabled) throw new BellhopError('bad_request', 'This site does not ask that.', { field: 'form.form' });
  const stranger = Object.keys(values).find((key) => !fields.some((field) => field.key === key));
  if (stranger !== undefined) throw refused(stranger, 'This site does not ask that.');
  return fields.flatMap((field) => {
    const { key, label, required } = field;
    const given = values[key];
    const value = given === undefined ? undefined : fitAnswer(field, given);
    const isMissing = value === undefined || value === false;
    if (required && isMissing && !mayLack(key)) throw refused(key, 'This has to be answered.');
    return value === undefined ? [] : [{ key, label, value }];
  });
}
