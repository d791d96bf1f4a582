import type { ComponentChildren } from 'preact';
import { en } from './en.ts';
import type { MessageKey, Messages, Values } from './messages.ts';

interface Language {
  tag: string;
  messages: Messages;
  plurals: Intl.PluralRules;
}

const ENGLISH: Language = { tag: 'en', messages: en, plurals: new Intl.PluralRules('en') };
let language = ENGLISH;

/** Another language is one more file of `Messages`; it is set once, before the first render. */
export function setLanguage(tag: string, messages: Messages): void {
  language = { tag, messages, plurals: new Intl.PluralRules(tag) };
}

export const languageTag = (): string => language.tag;

type Plain = string | number;

/** The text of a key, with its values in place. */
export function t<K extends MessageKey>(key: K, ...values: Values<K, Plain>): string {
  return rich<K, Plain>(key, ...values).join('');
}

/** Like `t`, for values that are more than text. */
export function rich<K extends MessageKey, V extends ComponentChildren = ComponentChildren>(
  key: K,
  ...values: Values<K, V>
): Array<V | string> {
  const given: Readonly<Record<string, V>> = values[0] ?? {};
  const pieces = template(key, given['count']).split(/\{([a-z]+)\}/);
  return pieces.map((piece, index) => (index % 2 === 1 ? shown(given[piece]) : piece));
}

function template(key: MessageKey, count: unknown): string {
  const message = language.messages[key];
  if (typeof message === 'string') return message;
  return message[language.plurals.select(Number(count))] ?? message.other;
}

/** Numbers are written as the language writes them. */
function shown<V>(value: V | undefined): V | string {
  if (value === undefined) return '';
  return typeof value === 'number' ? value.toLocaleString(language.tag) : value;
}
