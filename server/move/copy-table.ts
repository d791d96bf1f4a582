import type postgres from 'postgres';
import type { Table } from './catalog.ts';

const ROWS_A_BATCH = 500;
const CURSOR = 'bellhop_move';

type TextRow = Record<string, string | null>;

/** Row by row as text, which every type can be written as and read from, and never more than a batch in memory. */
export async function copyTable(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
  table: Table,
): Promise<number> {
  if (table.columns.length === 0) return 0;
  await from.unsafe(`declare ${CURSOR} no scroll cursor for select ${asText(table)} from ${table.name}`);
  let copied = 0;
  for (;;) {
    const rows = await from.unsafe<TextRow[]>(`fetch forward ${ROWS_A_BATCH} from ${CURSOR}`);
    if (rows.length === 0) break;
    await to.unsafe(insertion(table), [JSON.stringify(rows)]);
    copied += rows.length;
  }
  await from.unsafe(`close ${CURSOR}`);
  return copied;
}

const asText = ({ columns }: Table): string =>
  columns.map(({ name }, at) => `${name}::text as c${at}`).join(', ');

const insertion = ({ name, columns }: Table): string => `
  insert into ${name} (${columns.map((column) => column.name).join(', ')}) overriding system value
  select ${columns.map(({ type }, at) => `c${at}::${type}`).join(', ')}
  from json_to_recordset($1::text::json) as r(${columns.map((_, at) => `c${at} text`).join(', ')})`;
