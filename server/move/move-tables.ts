import type postgres from 'postgres';
import { lockMigrations, migrateIn, migrationsFolder } from '../db/migrate.ts';
import { readSchemaState } from '../db/schema-state.ts';
import { readForeignKeys, readRelations, readSequences, type ForeignKey, type Table } from './catalog.ts';
import { copyTable } from './copy-table.ts';
import { MoveError } from './move-error.ts';
import { orderTables } from './order-tables.ts';
import { refuseDifferentTables } from './refuse-different-tables.ts';
import { digestTable, speakPlainly, type TableDigest } from './table-digest.ts';

export interface MovedTable extends TableDigest {
  table: string;
}

export type Progress = (table: string, rows: number) => void;

/** All rows of all tables, whatever tables there are, into a target that is empty. */
export async function moveTables(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
  progress: Progress,
  migrations = migrationsFolder(),
): Promise<MovedTable[]> {
  await refuseOtherSchema(from, migrations);
  await prepareTarget(to, migrations);
  await speakPlainly(from);
  await speakPlainly(to);
  const tables = await refuseDifferentTables(from, to);
  const order = orderTables(tables, await readForeignKeys(to));
  await setTiming(to, order.late, () => 'deferrable initially deferred');
  const moved: MovedTable[] = [];
  for (const table of order.tables) {
    progress(table.name, await copyTable(from, to, table));
    moved.push({ table: table.name, ...(await compareTable(from, to, table)) });
    // Else the first plans are made for empty tables, and sessions keep them.
    if (table.columns.length > 0) await to.unsafe(`analyze ${table.name}`);
  }
  await to`set constraints all immediate`;
  await setTiming(to, order.late, ({ timing }) => timing);
  await copySequences(from, to);
  return moved;
}

async function compareTable(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
  table: Table,
): Promise<TableDigest> {
  const [there, here] = [await digestTable(from, table), await digestTable(to, table)];
  if (there.rows !== here.rows || there.checksum !== here.checksum) throw changedOnTheWay(table.name);
  return here;
}

async function refuseOtherSchema(from: postgres.TransactionSql, migrations: string): Promise<void> {
  const schema = await readSchemaState(from, migrations);
  if (schema.is === 'current') return;
  throw new MoveError(
    schema.is === 'newer'
      ? 'The data folder was last used by a newer Bellhop than this one. Move with that version.'
      : 'The data folder is of an older Bellhop. Run `npm run bellhop -- migrate` first, then move.',
  );
}

/** A server that starts on the target meanwhile waits for the lock, and finds everything moved. */
async function prepareTarget(to: postgres.TransactionSql, migrations: string): Promise<void> {
  await to`set local statement_timeout = 0`;
  await to`set local idle_in_transaction_session_timeout = 0`;
  await lockMigrations(to);
  const [server] = await to<{ encoding: string }[]>`select current_setting('server_encoding') as encoding`;
  if (server?.encoding !== 'UTF8')
    throw new MoveError(
      `The target's encoding is ${server?.encoding}. Make it with: createdb -T template0 -E UTF8 NAME`,
    );
  const [first, ...more] = await readRelations(to);
  if (first !== undefined)
    throw new MoveError(
      `The target is not empty: it holds ${first}${more.length > 0 ? ` and ${more.length} more` : ''}. Nothing there is overwritten; make an empty database with: createdb NAME`,
    );
  await migrateIn(to, migrations);
}

async function setTiming(
  to: postgres.TransactionSql,
  keys: readonly ForeignKey[],
  timing: (key: ForeignKey) => ForeignKey['timing'],
): Promise<void> {
  for (const key of keys)
    await to.unsafe(`alter table ${key.table} alter constraint ${key.name} ${timing(key)}`);
}

async function copySequences(from: postgres.TransactionSql, to: postgres.TransactionSql): Promise<void> {
  for (const name of await readSequences(from)) {
    const [state] = await from.unsafe<{ last: string; called: boolean }[]>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    if (state) await to`select setval(${name}::regclass, ${state.last}::text::bigint, ${state.called})`;
  }
}

const changedOnTheWay = (table: string) =>
  new MoveError(
    `Table ${table} did not arrive as it left: its rows or their checksum differ. Nothing was kept on the target. Is there a trigger or a rule on that server that changes rows?`,
  );
