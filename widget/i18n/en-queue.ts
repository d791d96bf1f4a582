/** What there is to say only while a chat waits: loaded with it. `{place}` is one of the ordinals. */
export const enQueue = {
  next: 'You are next',
  inQueue: 'You are {place} in the queue',
  soon: 'in a moment',
  minute: 'about 1 minute',
  minutes: 'about {n} minutes',
  hour: 'more than an hour',
  writeMeanwhile: 'You can write on meanwhile.',
  nobody: 'Nobody is here right now',
  kept: 'Nobody is here right now. We keep your message and answer it as soon as somebody is back.',
  leave: 'Leave the queue',
  leaveFailed: 'That did not work. Check your connection and try again.',
};

/** How a place is counted; further categories belong to other languages. */
export const enOrdinals = { one: '{n}st', two: '{n}nd', few: '{n}rd', other: '{n}th' };
