import { z } from 'zod';

/** Whether visitors are asked how a conversation was, once it ended. */
export const ratingSettings = z.strictObject({
  enabled: z.boolean(),
});

export type RatingSettings = z.infer<typeof ratingSettings>;

export const DEFAULT_RATING: RatingSettings = { enabled: true };
