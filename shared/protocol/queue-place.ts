import { z } from 'zod';

/** What a visitor who waits is told (Q13). Both null when the conversation does not wait. */
export const queuePlace = z.object({
  /** 1 for who is next. */
  position: z.int().positive().nullable(),
  /** About how long; 0 for at once, null where nothing honest can be said. */
  wait_seconds: z.int().min(0).nullable(),
});
export type QueuePlace = z.infer<typeof queuePlace>;
