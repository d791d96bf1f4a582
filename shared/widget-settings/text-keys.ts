/** The widget's strings that an admin may say otherwise: keys of its catalogue, none of them with a value in it. */
export const TEXT_KEYS = [
  'openChat',
  'closeChat',
  'expectation',
  'greetingHint',
  'writeMessage',
  'startNew',
  'conversationEnded',
] as const;

export type TextKey = (typeof TEXT_KEYS)[number];

const LAUNCHER_TEXTS: readonly string[] = ['openChat', 'closeChat'] satisfies TextKey[];

/** Those that every page carries before the first click; they are shorter for it. */
export const isLauncherText = (key: string): boolean => LAUNCHER_TEXTS.includes(key);

export const maxTextLength = (key: TextKey): number => (isLauncherText(key) ? 40 : 160);

export const MAX_GREETING = 200;
export const MAX_LAUNCHER_LABEL = 24;
/** How far from its corner the launcher may stand, in px. */
export const MAX_OFFSET_PX = 200;
