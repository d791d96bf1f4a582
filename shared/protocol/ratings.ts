import { z } from 'zod';
import { lines } from '../widget-settings/plain-text.ts';

/** [RT1] */
export const MAX_RATING_TEXT = 1_000;
/** [RT2] How long after the end a conversation can be rated, and how long after that the rating can be changed. */
export const RATE_DAYS = 7;
export const CHANGE_RATING_HOURS = 24;
/** [RT2] Ratings of one conversation, each in place of the one before. */
export const MAX_RATINGS = 10;

export const ratingScore = z.int('Give a score from 1 to 5.').min(1).max(5);

/** [RT1] How it was, and what the visitor says to it; an empty text is none. */
export const ratingRequest = z.object({
  client_id: z.uuid(),
  score: ratingScore,
  comment: lines(MAX_RATING_TEXT).optional(),
  /** To the site's own question. */
  answer: lines(MAX_RATING_TEXT).optional(),
});
export type RatingRequest = z.infer<typeof ratingRequest>;

/** [RT5] */
export const ratingLink = z.object({ url: z.string(), expires_at: z.iso.datetime() });
export type RatingLink = z.infer<typeof ratingLink>;
