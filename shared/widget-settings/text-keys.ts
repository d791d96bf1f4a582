/** The languages that the widget speaks. */
export const WIDGET_LANGUAGES = ['en', 'de', 'ar'] as const;

export type WidgetLanguage = (typeof WIDGET_LANGUAGES)[number];

/**
 * Every string of the widget that an admin may say otherwise, by the catalogue it comes from: its key, the values that
 * stand in it, and `*` where it has a form for each plural category. A test holds this list to the catalogues.
 */
const TEXTS = {
  launcher: 'openChat closeChat unread loadFailed',
  panel: `close conversation message writeMessage send expectation conversationEnded greeting greetingHint today yesterday
    you saidAt{name}{time} delivered sending sendingLater held notSent tryAgain discard latest startNew tooLong{n} rejected`,
  line: `announced{name}{text} joined{name} left reopened leftQueue edited removed idleWarned unknownEntry typing{name} read
    loadingEarlier earlierFailed goOn reconnecting offline outdated reload refused newMessages*{n}`,
  queue: 'next inQueue{place} place*{n} soon minutes*{n} hour writeMeanwhile nobody kept leave leaveFailed',
  hours: 'backToday{time} backTomorrow{time} backOnDay{day}{time} backOnDate{day}{time}',
  notice: 'typingSeen',
  greetings: 'from{name} answer dismiss',
  forms: `intro offlineIntro thanks contactIntro leaveContact name email team optional{label} choose begin send back missing
    missingTick missingChoice wrongEmail failed`,
  rating: 'ask score1 score2 score3 score4 score5 comment send dismiss choose failed tooLate thanks change',
  reply: 'reply{text} cancel answering{name} gone earlier emoji',
  emoji: 'faces hands hearts things',
  home: `conversations back search nothingFound{words} loading failed more own{text} open waiting ended unread notHere menu transcript transcriptFailed mute unmute transcriptOf{name} removed edited`,
} as const;

export type TextGroup = keyof typeof TEXTS;

export const TEXT_GROUPS = Object.keys(TEXTS) as TextGroup[];

export const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

export type PluralForm = (typeof PLURAL_FORMS)[number];

export interface TextKey {
  key: string;
  /** The names of the values that stand in it. */
  values: readonly string[];
  /** Whether it has a form for each plural category. */
  plural: boolean;
}

const readKey = (written: string): TextKey => ({
  key: /^\w+/.exec(written)?.[0] ?? '',
  values: [...written.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  plural: written.includes('*'),
});

export const textsOf = (group: TextGroup): TextKey[] => TEXTS[group].trim().split(/\s+/).map(readKey);

/** The launcher's are carried by every page before the first click; they are shorter for it. */
export const maxTextLength = (group: TextGroup): number => (group === 'launcher' ? 100 : 200);

/** Forms that name their number by themselves, as in "one new message". */
const SELF_COUNTED: readonly string[] = ['zero', 'one', 'two'] satisfies PluralForm[];

export interface TextTrouble {
  kind: 'missing' | 'unknown';
  value: string;
}

/** A value that an own text lost, or one that nothing will fill in. */
export function textTrouble(text: string, values: readonly string[], form?: string): TextTrouble | null {
  const held = [...text.matchAll(/\{(\w*)\}/g)].map(([, name]) => name ?? '');
  const unknown = held.find((name) => !values.includes(name));
  if (unknown !== undefined) return { kind: 'unknown', value: unknown };
  const missing =
    form && SELF_COUNTED.includes(form) ? undefined : values.find((name) => !held.includes(name));
  return missing === undefined ? null : { kind: 'missing', value: missing };
}

export const MAX_GREETING = 200;
export const MAX_LAUNCHER_LABEL = 24;
/** How far from its corner the launcher may stand, in px. */
export const MAX_OFFSET_PX = 200;
