import type postgres from 'postgres';
import type { Database } from '../db/database.ts';
import { moveTables, type MovedTable, type Progress } from './move-tables.ts';
import { readPositions, type Positions } from './positions.ts';

export interface MoveReport {
  tables: MovedTable[];
  positions: Positions;
  /** What the installation was set up with, where it was. */
  secretFingerprint: string | null;
}

/** Everything in one transaction of the target: what fails on the way leaves nothing there. Of the source it reads. */
export function moveDatabase(source: Database, target: Database, progress: Progress): Promise<MoveReport> {
  const write = (from: postgres.TransactionSql): Promise<MoveReport> =>
    target.sql.begin((to) => moveAll(from, to, progress)) as Promise<MoveReport>;
  return source.sql.begin('isolation level repeatable read read only', write) as Promise<MoveReport>;
}

async function moveAll(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
  progress: Progress,
): Promise<MoveReport> {
  const tables = await moveTables(from, to, progress);
  const positions = await readPositions(to);
  const [installation] = await to<{ fingerprint: string | null }[]>`
    select secret_fingerprint as fingerprint from installation`;
  return { tables, positions, secretFingerprint: installation?.fingerprint ?? null };
}
