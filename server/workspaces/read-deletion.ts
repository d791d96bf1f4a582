import { eq } from 'drizzle-orm';
import type { WorkspaceDeletion } from '../../shared/protocol/workspaces.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { workspaceDeletions } from './tables.ts';

/** Whether the workspace is to be deleted, and when. */
export async function readDeletion(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
): Promise<WorkspaceDeletion> {
  const [row] = await db.orm
    .select()
    .from(workspaceDeletions)
    .where(eq(workspaceDeletions.workspaceId, workspaceId));
  if (!row) return { deletion: null };
  return {
    deletion: {
      requested_by: row.requestedByName,
      requested_at: row.requestedAt.toISOString(),
      delete_at: row.deleteAt.toISOString(),
    },
  };
}
