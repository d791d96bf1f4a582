import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { BellhopError } from '../../shared/errors.ts';

export interface Position {
  epoch: string;
  rev: number;
}

/** Where a workspace's log of logs stands. */
export async function readPosition({ orm }: Pick<Database, 'orm'>, workspaceId: string): Promise<Position> {
  const [row] = await orm.execute<{ epoch: string; rev: number }>(
    sql`select epoch, rev from workspaces where id = ${workspaceId}`,
  );
  if (!row) throw new BellhopError('not_found', 'There is no such workspace.');
  return { epoch: row.epoch, rev: row.rev };
}

/** The positions of many workspaces in one query, for the check that finds what no bus message announced. */
export async function readRevs(
  { orm }: Pick<Database, 'orm'>,
  workspaceIds: readonly string[],
): Promise<Map<string, number>> {
  if (workspaceIds.length === 0) return new Map();
  const rows = await orm.execute<{ id: string; rev: number }>(sql`
    select w.id, w.rev from workspaces w
    where w.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(workspaceIds)}::jsonb))`);
  return new Map(rows.map(({ id, rev }) => [id, rev]));
}
