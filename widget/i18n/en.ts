import { enLauncher } from './en-launcher.ts';

/** A string that depends on a count `{n}`. Further plural categories belong to other languages. */
export interface Plural {
  one: string;
  other: string;
}

/** Every string of the widget. `{name}` and `{n}` are filled in. */
export const en = {
  ...enLauncher,
  close: 'Close',
  conversation: 'Conversation',
  message: 'Message',
  writeMessage: 'Write a message…',
  send: 'Send message',
  expectation: 'We reply as soon as we can',
  conversationEnded: 'Conversation ended',
  greeting: 'Hello. How can we help?',
  greetingHint:
    'Write your question below. You can leave this page and come back: the conversation stays here.',
  today: 'Today',
  yesterday: 'Yesterday',
  you: 'You',
  team: 'Support',
  saidAt: '{name}, {time}',
  announced: '{name}: {text}',
  newMessages: { one: '{n} new message', other: '{n} new messages' } as Plural,
  joined: '{name} joined',
  left: 'Somebody else will take over',
  reopened: 'Conversation reopened',
  unknownEntry: 'This message cannot be shown here.',
  typing: '{name} is typing',
  delivered: 'Delivered',
  read: 'Read',
  sending: 'Sending…',
  sendingLater: 'Will be sent when you are back online',
  held: 'Too many messages at once. The rest goes out in a moment.',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  discard: 'Discard',
  reconnecting: 'Reconnecting… your messages are kept.',
  offline: 'You are offline. Your messages are kept.',
  outdated: 'This page is out of date. Reload it to go on chatting.',
  reload: 'Reload',
  refused: 'The chat is not available on this page.',
  loadingEarlier: 'Loading earlier messages…',
  earlierFailed: 'Earlier messages could not be loaded.',
  latest: 'Jump to latest',
  startNew: 'Start a new conversation',
  tooLong: 'This message is too long: at most {n} characters fit. Send it in parts.',
  rejected: 'This message could not be sent. Please change it and try again.',
};

export type Words = typeof en;
export type PlainWord = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];
export type PluralWord = { [K in keyof Words]: Words[K] extends Plural ? K : never }[keyof Words];
