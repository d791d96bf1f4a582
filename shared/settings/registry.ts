import { ALWAYS_OPEN } from '../hours/default-hours.ts';
import type { BusinessHours } from '../hours/schema.ts';

/**
 * When a change is felt. `now`: on every node within two seconds, in running chats too. `visit`: when a visitor's chat
 * connects or its page loads the next time. `later`: it is stored, but the feature that reads it comes with a later
 * version, and the console says so.
 */
export type Effect = 'now' | 'visit' | 'later';

interface Described {
  /** What people call it, and what it does, in English; the console's languages translate both. */
  readonly label: string;
  readonly meaning: string;
  readonly effect: Effect;
}

export interface NumberSetting extends Described {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
  /** Whether 0, outside of the bounds, means "never". */
  readonly zero?: 'never';
}
export interface SwitchSetting extends Described {
  readonly kind: 'switch';
  readonly default: boolean;
}
export interface TextSetting extends Described {
  readonly kind: 'text' | 'email';
  readonly default: string;
  readonly max: number;
}
export interface LanguagesSetting extends Described {
  readonly kind: 'languages';
  readonly default: readonly string[];
}
export interface ChoiceSetting extends Described {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: readonly string[];
}
export interface HoursSetting extends Described {
  readonly kind: 'hours';
  readonly default: BusinessHours;
}
export type Setting =
  NumberSetting | SwitchSetting | TextSetting | LanguagesSetting | ChoiceSetting | HoursSetting;

export const UNITS = [
  'seconds',
  'minutes',
  'days',
  'messages',
  'conversations',
  'chats',
  'megabytes',
  'files',
] as const;
export type Unit = (typeof UNITS)[number];

/** The languages that visitors can be spoken to in. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt'] as const;

const number = (setting: Omit<NumberSetting, 'kind'>): NumberSetting => ({ kind: 'number', ...setting });
const onOff = (setting: Omit<SwitchSetting, 'kind'>): SwitchSetting => ({ kind: 'switch', ...setting });

/** Everything that a workspace can decide about its chats. There is no other list: schema, form and docs come from it. */
export const SETTINGS = {
  'chat.idle_warning_minutes': number({
    label: 'Warn after silence',
    meaning:
      'How long a visitor may leave an agent’s last message unanswered until the chat says that it will end.',
    effect: 'now',
    default: 10,
    min: 1,
    max: 1_440,
    unit: 'minutes',
    zero: 'never',
  }),
  'chat.auto_end_minutes': number({
    label: 'End after the warning',
    meaning: 'How long after that warning the chat ends by itself. The visitor can open it again by writing.',
    effect: 'now',
    default: 5,
    min: 1,
    max: 10_080,
    unit: 'minutes',
  }),
  'chat.typing_preview': onOff({
    label: 'Show what visitors are typing',
    meaning:
      'Agents see a faint preview of what a visitor writes, before it is sent. The widget tells visitors so.',
    effect: 'now',
    default: false,
  }),
  'routing.offer_timeout_seconds': number({
    label: 'Answer an offered chat within',
    meaning: 'How long a chat is offered to a colleague, where its team sets no time of its own.',
    effect: 'now',
    default: 30,
    min: 5,
    max: 600,
    unit: 'seconds',
  }),
  'routing.capacity': number({
    label: 'Chats at a time',
    meaning:
      'How many chats an agent is given at once, where neither the agent nor the team has another limit.',
    effect: 'now',
    default: 5,
    min: 1,
    max: 50,
    unit: 'chats',
  }),
  'routing.wait_target_seconds': number({
    label: 'Wait target',
    meaning: 'How soon a visitor should have a first answer. Lists and reports measure against it.',
    effect: 'now',
    default: 60,
    min: 5,
    max: 86_400,
    unit: 'seconds',
  }),
  'limits.messages_10_seconds': number({
    label: 'Messages in 10 seconds',
    meaning:
      'How many messages one visitor may send in any 10 seconds. More are refused for a moment; nothing is lost.',
    effect: 'now',
    default: 20,
    min: 1,
    max: 200,
    unit: 'messages',
  }),
  'limits.messages_minute': number({
    label: 'Messages in a minute',
    meaning: 'How many messages one visitor may send in any minute.',
    effect: 'now',
    default: 60,
    min: 1,
    max: 1_000,
    unit: 'messages',
  }),
  'limits.conversations_10_minutes': number({
    label: 'New conversations in 10 minutes',
    meaning: 'How many conversations one visitor may begin in any 10 minutes.',
    effect: 'now',
    default: 5,
    min: 1,
    max: 100,
    unit: 'conversations',
  }),
  'limits.address_conversations_hour': number({
    label: 'New conversations from one network in an hour',
    meaning: 'How many conversations may begin from one network address in any hour, whoever begins them.',
    effect: 'now',
    default: 20,
    min: 1,
    max: 10_000,
    unit: 'conversations',
  }),
  'attachments.max_megabytes': number({
    label: 'Largest file',
    meaning: 'How large one file in a chat may be.',
    effect: 'later',
    default: 10,
    min: 1,
    max: 100,
    unit: 'megabytes',
  }),
  'attachments.per_message': number({
    label: 'Files in a message',
    meaning: 'How many files one message may carry.',
    effect: 'later',
    default: 5,
    min: 1,
    max: 20,
    unit: 'files',
  }),
  'attachments.uploads_hour': number({
    label: 'Uploads in an hour',
    meaning: 'How many files one visitor may upload in any hour.',
    effect: 'later',
    default: 20,
    min: 1,
    max: 500,
    unit: 'files',
  }),
  'retention.conversation_days': number({
    label: 'Keep ended conversations for',
    meaning: 'How long ended conversations are kept until they are erased for good.',
    effect: 'now',
    default: 0,
    min: 7,
    max: 3_650,
    unit: 'days',
    zero: 'never',
  }),
  'languages.visitor': {
    kind: 'languages',
    label: 'Languages for visitors',
    meaning: 'Which languages the chat offers. A visitor sees their browser’s, else the first of these.',
    effect: 'later',
    default: ['en'],
  },
  'mail.sender_name': {
    kind: 'text',
    label: 'Sender name',
    meaning: 'Who e-mail of this workspace says that it is from. Left empty, it is Bellhop.',
    effect: 'now',
    default: '',
    max: 80,
  },
  'mail.sender_address': {
    kind: 'email',
    label: 'Sender address',
    meaning: 'The address that e-mail of this workspace comes from. Left empty, it is the server’s own.',
    effect: 'now',
    default: '',
    max: 254,
  },
  'notifications.sound': onOff({
    label: 'Sound for new messages',
    meaning: 'What agents begin with; each can choose otherwise.',
    effect: 'now',
    default: true,
  }),
  'notifications.desktop': onOff({
    label: 'Desktop notifications',
    meaning: 'Whether agents are asked for desktop notifications; each can choose otherwise.',
    effect: 'now',
    default: true,
  }),
  'security.two_factor': {
    kind: 'choice',
    label: 'Two-factor sign-in is required for',
    meaning:
      'Who needs a code of an authenticator app besides the password. Who has none yet sets it up at the next click, and reaches nothing else until then.',
    effect: 'now',
    default: 'nobody',
    options: ['nobody', 'admins', 'everyone'],
  },
  'hours.workspace': {
    kind: 'hours',
    label: 'Business hours',
    meaning: 'When someone is there. Outside of them the chat says when someone is back.',
    effect: 'now',
    default: ALWAYS_OPEN,
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);

/** One setting as its kind describes it, its exact entry forgotten. */
export const settingOf = (key: SettingKey): Setting => SETTINGS[key];

type ValueOf<S> = S extends { kind: 'number' }
  ? number
  : S extends { kind: 'switch' }
    ? boolean
    : S extends { kind: 'languages' }
      ? readonly string[]
      : S extends { kind: 'choice'; options: readonly (infer Option)[] }
        ? Option
        : S extends { kind: 'hours' }
          ? BusinessHours
          : string;

/** The values in effect: what a workspace set, and the default for the rest. */
export type SettingValues = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };

export const DEFAULT_VALUES = Object.fromEntries(
  SETTING_KEYS.map((key) => [key, SETTINGS[key].default]),
) as unknown as SettingValues;

type Messages = {
  [K in SettingKey as `setting.${K}`]: (typeof SETTINGS)[K]['label'];
} & { [K in SettingKey as `setting.${K}.meaning`]: (typeof SETTINGS)[K]['meaning'] };

/** Labels and meanings as messages of the console, so that other languages translate them like any text. */
export const SETTING_MESSAGES = Object.fromEntries(
  SETTING_KEYS.flatMap((key) => [
    [`setting.${key}`, SETTINGS[key].label],
    [`setting.${key}.meaning`, SETTINGS[key].meaning],
  ]),
) as Messages;
