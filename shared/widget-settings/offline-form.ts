import { z } from 'zod';

/** What a visitor is asked when nobody can come. */
export const offlineForm = z.strictObject({
  enabled: z.boolean(),
});

export type OfflineForm = z.infer<typeof offlineForm>;

export const DEFAULT_OFFLINE_FORM: OfflineForm = { enabled: false };
