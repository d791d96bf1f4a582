import type { Plural } from './plural.ts';

/** What there is to say only of what comes over a line: loaded with it. */
export const enLine = {
  announced: '{name}: {text}',
  joined: '{name} joined',
  left: 'Somebody else will take over',
  reopened: 'Conversation reopened',
  leftQueue: 'You left the queue. Write again to come back.',
  edited: 'Edited',
  removed: 'This message was removed',
  idleWarned: 'Still there? Without an answer this chat ends soon.',
  unknownEntry: 'This message cannot be shown here.',
  typing: '{name} is typing',
  read: 'Read',
  loadingEarlier: 'Loading earlier messages…',
  earlierFailed: 'Earlier messages could not be loaded.',
  goOn: 'Continue this conversation',
  reconnecting: 'Reconnecting… your messages are kept.',
  offline: 'You are offline. Your messages are kept.',
  outdated: 'This page is out of date. Reload it to go on chatting.',
  reload: 'Reload',
  refused: 'The chat is not available on this page.',
  newMessages: { one: '{n} new message', other: '{n} new messages' } as Plural,
};
