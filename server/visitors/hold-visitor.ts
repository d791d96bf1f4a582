import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Transaction } from '../log/run-append.ts';

/**
 * [S30] Keeps a visitor from being erased or merged until the transaction ends; false when they were erased, also where this
 * node still knows them. A duplicate is held before who they became, in the order of `lockWithDuplicates`.
 */
export async function holdVisitor(
  tx: Pick<Transaction, 'execute'>,
  workspaceId: string,
  visitorId: string,
): Promise<boolean> {
  const [row] = await tx.execute<{ merged_into: string | null }>(sql`
    select merged_into from visitors
    where workspace_id = ${workspaceId} and id = ${visitorId} and erased_at is null
    for key share`);
  if (!row) return false;
  return row.merged_into === null || holdVisitor(tx, workspaceId, row.merged_into);
}

export const goneVisitor = () =>
  new BellhopError('unauthenticated', 'This visitor token is not valid any more. Start a new session.');
