import { sql } from 'drizzle-orm';
import type { Database } from '../db/open-database.ts';

/**
 * Opens set-up again where no workspace is left, since its owner had it deleted. For what only the operator can reach:
 * over the network set-up stays closed for ever (S8).
 */
export const beginAnewIfEmpty = async ({ orm }: Pick<Database, 'orm'>): Promise<void> => {
  await orm.execute(sql`
    update installation set setup_closed_at = null
    where setup_closed_at is not null and not exists (select 1 from workspaces)`);
};
