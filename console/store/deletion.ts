import { signal } from '@preact/signals';
import type { WorkspaceDeletion } from '../../shared/protocol/workspaces.ts';
import { request } from './api.ts';

type Deletion = NonNullable<WorkspaceDeletion['deletion']>;

const known = signal<{ workspace: string; deletion: Deletion | null } | null>(null);

/** Whether the workspace is to be deleted, as far as this console knows. */
export const deletionOf = (workspace: string): Deletion | null =>
  known.value?.workspace === workspace ? known.value.deletion : null;

export const setDeletion = (workspace: string, deletion: Deletion | null): void => {
  known.value = { workspace, deletion };
};

/** Asks the server. What is known stays when it does not answer. */
export async function loadDeletion(workspace: string): Promise<void> {
  const path = `/workspaces/${encodeURIComponent(workspace)}/deletion`;
  const answer = await request<WorkspaceDeletion>('GET', path).catch(() => undefined);
  if (answer) setDeletion(workspace, answer.deletion);
}
