/** What Bellhop does by itself, again and again. */
export const JOB_NAMES = ['snooze', 'idle', 'tags', 'expired', 'retention', 'deletion'] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** What a run counts. */
export const COUNTS = [
  'warned',
  'ended',
  'overtaken',
  'woken',
  'failed',
  'visitor_tokens',
  'invitations',
  'conversations',
] as const;
export type CountName = (typeof COUNTS)[number];
export type JobCounts = Partial<Record<CountName, number>>;
