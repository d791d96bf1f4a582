import { deleteWorkspaces } from './delete-workspaces.ts';
import { endIdle } from './end-idle.ts';
import { eraseOld } from './erase-old.ts';
import type { Job } from './job.ts';
import { removeExpired } from './remove-expired.ts';

/** Every job that there is. */
export const JOBS: readonly Job[] = [endIdle, removeExpired, eraseOld, deleteWorkspaces];
