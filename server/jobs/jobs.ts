import { deleteWorkspaces } from './delete-workspaces.ts';
import { endIdle } from './end-idle.ts';
import { eraseOld } from './erase-old.ts';
import type { Job } from './job.ts';
import { removeExpired } from './remove-expired.ts';
import { removeTags } from './remove-tags.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

/** Every job that there is. */
export const JOBS: readonly Job[] = [
  wakeSnoozed,
  endIdle,
  removeTags,
  removeExpired,
  eraseOld,
  deleteWorkspaces,
];
