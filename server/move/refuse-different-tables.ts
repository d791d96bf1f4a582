import type postgres from 'postgres';
import { readTables, type Table } from './catalog.ts';
import { MoveError } from './move-error.ts';

/** The tables of both sides, which must be the same ones: what has no place on the target would be left behind. */
export async function refuseDifferentTables(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
): Promise<Table[]> {
  const [there, here] = [await readTables(from), await readTables(to)];
  const [source, target] = [shapes(there), shapes(here)];
  const odd = [...new Set([...source.keys(), ...target.keys()])].filter(
    (name) => source.get(name) !== target.get(name),
  );
  if (odd.length === 0) return there;
  throw new MoveError(
    `The data folder's tables are not those of this Bellhop: ${odd.join(', ')} ${odd.length === 1 ? 'differs' : 'differ'}. Something else than Bellhop changed them; put that right first, so that nothing is left behind.`,
  );
}

const shapes = (tables: readonly Table[]): Map<string, string> =>
  new Map(tables.map(({ name, columns }) => [name, JSON.stringify(columns)]));
