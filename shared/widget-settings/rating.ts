import { z } from 'zod';
import { line } from './plain-text.ts';

export const MAX_RATING_QUESTION = 200;

/** Whether visitors are asked how a conversation was, once it ended. */
export const ratingSettings = z.strictObject({
  enabled: z.boolean(),
  /** Whether they may say something beside the score. */
  comment: z.boolean(),
  /** The site's own question; empty for none. */
  question: line(MAX_RATING_QUESTION),
});

export type RatingSettings = z.infer<typeof ratingSettings>;

export const DEFAULT_RATING: RatingSettings = { enabled: true, comment: true, question: '' };
