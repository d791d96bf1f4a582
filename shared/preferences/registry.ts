/** What an agent chooses for themselves, in one workspace. There is no other list: schema, form and docs come from it. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export const TONES = ['bell', 'drop', 'knock'] as const;
/** The languages that the console speaks; `auto`: as the browser. */
export const CONSOLE_LANGUAGES = ['auto', 'en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const;

export type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];
export type Tone = (typeof TONES)[number];

export const MAX_SIGNATURE = 500;
export const MAX_OWN_LIMIT = 100;

export interface PreferenceValues {
  /** How many chats at once: at most what an admin allows; null for that. */
  readonly 'chats.limit': number | null;
  /** An offer is theirs at once, without being asked. */
  readonly 'chats.auto_accept': boolean;
  readonly 'notify.new_chat': boolean;
  readonly 'notify.message': boolean;
  readonly 'notify.mention': boolean;
  readonly 'notify.late_wait': boolean;
  readonly 'notify.desktop': boolean;
  /** A notification names who writes, and not what. */
  readonly 'notify.hide_text': boolean;
  readonly 'sound.on': boolean;
  /** In percent. */
  readonly 'sound.volume': number;
  readonly 'sound.tone': Tone;
  readonly 'signature.on': boolean;
  readonly 'signature.text': string;
  readonly 'look.theme': Theme;
  readonly 'look.density': Density;
  readonly 'look.language': (typeof CONSOLE_LANGUAGES)[number];
  /** Letters alone do something: `j`, `k`, `r`. */
  readonly 'keys.single': boolean;
}

export type PreferenceKey = keyof PreferenceValues;

/** What holds where the agent chose nothing. */
export const PREFERENCE_DEFAULTS: PreferenceValues = {
  'chats.limit': null,
  'chats.auto_accept': false,
  'notify.new_chat': true,
  'notify.message': true,
  'notify.mention': true,
  'notify.late_wait': true,
  'notify.desktop': true,
  'notify.hide_text': false,
  'sound.on': true,
  'sound.volume': 60,
  'sound.tone': 'bell',
  'signature.on': false,
  'signature.text': '',
  'look.theme': 'auto',
  'look.density': 'comfortable',
  'look.language': 'auto',
  'keys.single': true,
};

export const PREFERENCE_KEYS = Object.keys(PREFERENCE_DEFAULTS) as readonly PreferenceKey[];

export const isPreferenceKey = (key: string): key is PreferenceKey => Object.hasOwn(PREFERENCE_DEFAULTS, key);

/** Those that the agent chose. */
export type ChosenPreferences = { -readonly [K in PreferenceKey]?: PreferenceValues[K] };

/** What the workspace decided for those who chose nothing. */
export interface NotificationDefaults {
  readonly sound: boolean;
  readonly desktop: boolean;
}

/** What is in effect for an agent. */
export const preferencesOf = (
  chosen: ChosenPreferences,
  { sound, desktop }: NotificationDefaults,
): PreferenceValues => ({
  ...PREFERENCE_DEFAULTS,
  'sound.on': sound,
  'notify.desktop': desktop,
  ...chosen,
});
