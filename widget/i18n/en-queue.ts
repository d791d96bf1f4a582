import type { Plural } from './plural.ts';

/** What there is to say only while a chat waits: loaded with it. `{place}` is the ordinal below. */
export const enQueue = {
  next: 'You are next',
  inQueue: 'You are {place} in the queue',
  /** An ordinal. */
  place: { one: '{n}st', two: '{n}nd', few: '{n}rd', other: '{n}th' } as Plural,
  soon: 'in a moment',
  minutes: { one: 'about {n} minute', other: 'about {n} minutes' } as Plural,
  hour: 'more than an hour',
  writeMeanwhile: 'You can write on meanwhile.',
  nobody: 'Nobody is here right now',
  kept: 'Nobody is here right now. We keep your message and answer it as soon as somebody is back.',
  leave: 'Leave the queue',
  leaveFailed: 'That did not work. Check your connection and try again.',
};
