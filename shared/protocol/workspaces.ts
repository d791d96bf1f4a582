import { z } from 'zod';
import { DEFAULT_DELETION_DAYS, MAX_DELETION_DAYS, MIN_DELETION_DAYS } from '../workspaces/deletion-days.ts';

/** Shapes of the HTTP API about a whole workspace. */

const days = `Write a whole number from ${MIN_DELETION_DAYS} to ${MAX_DELETION_DAYS}.`;

export const deletionRequest = z.strictObject({
  /** The workspace's name, typed to confirm. */
  name: z
    .string('Type the name of the workspace.')
    .max(500, 'The name of the workspace is shorter than this.'),
  delay_days: z
    .int(days)
    .min(MIN_DELETION_DAYS, days)
    .max(MAX_DELETION_DAYS, days)
    .default(DEFAULT_DELETION_DAYS),
});
export type DeletionRequest = z.infer<typeof deletionRequest>;

export const workspaceDeletion = z.object({
  /** Null while nobody wants it deleted. */
  deletion: z
    .object({
      requested_by: z.string(),
      requested_at: z.iso.datetime(),
      /** From then on everything of it is removed. */
      delete_at: z.iso.datetime(),
    })
    .nullable(),
});
export type WorkspaceDeletion = z.infer<typeof workspaceDeletion>;
