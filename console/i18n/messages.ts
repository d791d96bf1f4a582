import type { en } from './en.ts';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type English = typeof en;

export type MessageKey = keyof English;
/** A language: the same keys as English, plural forms where English has them. */
export type Messages = { readonly [K in MessageKey]: English[K] extends string ? string : Forms };

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Text<K extends MessageKey> = English[K] extends string ? English[K] : English[K][keyof English[K]];

/**
 * A language other than English, as its file holds it. What is missing is said in English until somebody translates it,
 * and the test of the catalogues names it; what English does not have does not compile.
 */
export type Catalogue = Partial<Messages>;

/** The names of a message's values, read off its English text. */
export type ValueName<K extends MessageKey> = Names<Text<K>>;
/** A message without values. */
export type PlainKey = { [K in MessageKey]: [ValueName<K>] extends [never] ? K : never }[MessageKey];
/** What must be handed over with a key: nothing, or every value that its English text names. */
export type Values<K extends MessageKey, V> = [ValueName<K>] extends [never] ? [] : [Record<ValueName<K>, V>];
