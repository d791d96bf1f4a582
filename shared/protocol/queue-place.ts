import { z } from 'zod';

/** What a visitor who waits is told (Q13). Nulls when the conversation does not wait. */
export const queuePlace = z.object({
  /** 1 for who is next. */
  position: z.int().positive().nullable(),
  /** About how long; 0 for at once, null where nothing honest can be said. */
  wait_seconds: z.int().min(0).nullable(),
  /**
   * Nobody can come now: nobody is there, or who is there let it pass, or the queue is full. It keeps its place all the
   * same; the visitor is told so, and asked how they can be reached (Q7).
   */
  nobody_can_come: z.boolean(),
});
export type QueuePlace = z.infer<typeof queuePlace>;
