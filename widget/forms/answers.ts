import type { PublicField } from '../../shared/widget-settings/public-forms.ts';
import type { enForms } from '../i18n/en-forms.ts';

export type Values = Readonly<Record<string, string | boolean>>;

/** As the server reads addresses: what passes here is not refused there. */
const ADDRESS = /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

type Trouble = 'missing' | 'missingTick' | 'missingChoice' | 'wrongEmail';

const troubleOf = ({ kind, required }: PublicField, value: string | boolean = ''): Trouble | null => {
  const given = typeof value === 'string' ? value.trim() : value;
  if (given) return kind === 'email' && !ADDRESS.test(`${given}`) ? 'wrongEmail' : null;
  if (!required) return null;
  return kind === 'checkbox' ? 'missingTick' : kind === 'select' ? 'missingChoice' : 'missing';
};

/** What is wrong, by key; in the order of the questions. */
export const troublesOf = (
  fields: readonly PublicField[],
  values: Values,
  words: typeof enForms,
): Map<string, string> =>
  new Map(
    fields.flatMap((field) => {
      const trouble = troubleOf(field, values[field.key]);
      return trouble ? [[field.key, words[trouble]] as const] : [];
    }),
  );

/** The answers to these questions, as they are sent: without what is empty, and what no line can hold. */
export const cleaned = (fields: readonly PublicField[], values: Values): Record<string, string | boolean> =>
  Object.fromEntries(
    fields.flatMap(({ key, kind, options }): [string, string | boolean][] => {
      const value = values[key];
      if (kind === 'checkbox') return value === undefined ? [] : [[key, value === true]];
      const text = `${value ?? ''}`.replace(kind === 'textarea' ? /[^\P{Cc}\n]/gu : /\p{Cc}/gu, '').trim();
      return text === '' || (options && !options.includes(text)) ? [] : [[key, text]];
    }),
  );

export const labelOf = ({ key, label }: { key: string; label?: string }, words: typeof enForms): string =>
  label || (key === 'name' ? words.name : key === 'email' ? words.email : key);
