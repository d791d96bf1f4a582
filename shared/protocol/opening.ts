import { z } from 'zod';

/** Whether somebody is there by the business hours, and when that changes next; null when no change is in sight. */
export const opening = z.object({ open: z.boolean(), changes_at: z.iso.datetime().nullable() });

export type Opening = z.infer<typeof opening>;
