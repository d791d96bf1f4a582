import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import type { Table } from './catalog.ts';

export interface TableDigest {
  rows: number;
  /** Of all values of all rows, in whatever order the rows lie. */
  checksum: string;
}

// What a value looks like as text must not depend on who asks.
const PLAIN_TEXT = [
  `set local timezone = 'UTC'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'iso_8601'`,
  `set local bytea_output = 'hex'`,
  `set local extra_float_digits = 1`,
  `set local search_path = public`,
];

export async function speakPlainly(tx: postgres.TransactionSql): Promise<void> {
  for (const setting of PLAIN_TEXT) await tx.unsafe(setting);
}

/**
 * Adds up a hash of each row, 128 bits of it: one pass, no sorting (collations differ between servers), no growing
 * memory, and the database does it where the rows are.
 */
export async function digestTable(tx: postgres.TransactionSql, table: Table): Promise<TableDigest> {
  const row = `row(${table.columns.map(({ name }) => name).join(', ')})`;
  const [sums] = await tx.unsafe<{ rows: string; a: string; b: string }[]>(`
    select count(*)::text as rows, ${sumOf(1)} as a, ${sumOf(17)} as b
    from (select encode(sha256(convert_to(${row}::text, 'UTF8')), 'hex') as hash from ${table.name}) as hashed`);
  const { rows = '0', a = '', b = '' } = sums ?? {};
  return { rows: Number(rows), checksum: createHash('sha256').update(`${rows} ${a} ${b}`).digest('hex') };
}

const sumOf = (start: number): string =>
  `coalesce(sum(('x' || substr(hash, ${start}, 16))::bit(64)::bigint::numeric), 0)::text`;
