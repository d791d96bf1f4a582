import { z } from 'zod';

export const MAX_GREETINGS = 10;

/** When a page greets of its own accord, and with which words. */
export const greetings = z.array(z.never()).max(MAX_GREETINGS);

export type Greetings = z.infer<typeof greetings>;
