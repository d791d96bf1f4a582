import { z } from 'zod';

/** What a visitor is asked before the first message. */
export const preChat = z.strictObject({
  enabled: z.boolean(),
});

export type PreChat = z.infer<typeof preChat>;

export const DEFAULT_PRE_CHAT: PreChat = { enabled: false };
