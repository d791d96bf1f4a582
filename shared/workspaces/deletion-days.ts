/** How long a workspace that an owner wants deleted goes on, in days. */
export const MIN_DELETION_DAYS = 1;
export const DEFAULT_DELETION_DAYS = 7;
export const MAX_DELETION_DAYS = 30;
