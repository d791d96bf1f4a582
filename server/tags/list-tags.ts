import { sql } from 'drizzle-orm';
import type { Tag } from '../../shared/protocol/inbox.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';

type Row = Tag & Record<string, unknown>;
type Reader = Pick<Database['orm'], 'execute'>;

/** [I4] The tags of a workspace, by name. */
export const readTags = (orm: Reader, workspaceId: string): Promise<Row[]> =>
  orm.execute<Row>(sql`
    select id, name, color from tags
    where workspace_id = ${workspaceId} and deleted_at is null
    order by lower(name), id`);

export async function listTags(
  { db }: { db: Database },
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
): Promise<{ tags: Tag[] }> {
  return { tags: [...(await readTags(db.orm, workspaceId))] };
}
