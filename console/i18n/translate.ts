import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { en } from './en.ts';
import type { Catalogue, MessageKey, Messages, Values } from './messages.ts';

interface Language {
  tag: string;
  /** The tag with the person's own country, so that they get the clock and the digits they are used to. */
  locale: string;
  messages: Catalogue;
  plurals: Intl.PluralRules;
}

const languageOf = (tag: string, messages: Catalogue): Language => ({
  tag,
  locale: globalThis.navigator?.languages?.find((l) => l === tag || l.startsWith(`${tag}-`)) ?? tag,
  messages,
  plurals: new Intl.PluralRules(tag),
});

const ENGLISH = languageOf('en', en);
/** A signal: whatever says something is drawn again when the language changes. */
const language = signal(ENGLISH);

export function setLanguage(tag: string, messages: Catalogue): void {
  language.value = languageOf(tag, messages);
}

export const languageTag = (): string => language.value.tag;
export const localeTag = (): string => language.value.locale;

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
  const { messages, plurals } = language.value;
  const own = messages[key];
  const message: Messages[MessageKey] = own ?? en[key];
  if (typeof message === 'string') return message;
  const form = (own ? plurals : ENGLISH.plurals).select(Number(count));
  return message[form] ?? message.other;
}

/** Numbers are written as the language writes them. */
function shown<V>(value: V | undefined): V | string {
  if (value === undefined) return '';
  return typeof value === 'number' ? value.toLocaleString(localeTag()) : value;
}
