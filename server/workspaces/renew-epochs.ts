import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** [R6] A restored database has lost its latest positions, and will give them out again: clients start afresh. */
export async function renewEpochs({ orm }: Pick<Database, 'orm'>): Promise<number> {
  const rows = await orm.execute(sql`update workspaces set epoch = gen_random_uuid() returning id`);
  return rows.length;
}
