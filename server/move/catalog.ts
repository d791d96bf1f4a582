import type postgres from 'postgres';

/** What a database holds, by its own catalog: so a table that is new is moved without being named anywhere. */

export interface Column {
  name: string;
  type: string;
}

export interface Table {
  /** Quoted and with its schema, as it goes into a statement. */
  name: string;
  /** Without those that the database computes. */
  columns: Column[];
}

export interface ForeignKey {
  table: string;
  name: string;
  references: string;
  /** As it stands when nobody moves anything. */
  timing: 'not deferrable' | 'deferrable initially immediate' | 'deferrable initially deferred';
}

// What an extension made comes with the extension.
const MADE = `
  n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`;
// The migrations' own table is written by the migrations.
const OURS = `n.nspname <> 'drizzle' and ${MADE}`;
const NAME = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`;

export async function readTables(tx: postgres.TransactionSql): Promise<Table[]> {
  return tx
    .unsafe<(Table & postgres.Row)[]>(
      `
    select ${NAME} as name, (
      select coalesce(json_agg(json_build_object(
        'name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')::text
      from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    ) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${OURS}
    order by ${NAME} collate "C"`,
    )
    .then((rows) =>
      rows.map(({ name, columns }) => ({ name, columns: JSON.parse(String(columns)) as Column[] })),
    );
}

export async function readForeignKeys(tx: postgres.TransactionSql): Promise<ForeignKey[]> {
  const rows = await tx.unsafe<(ForeignKey & postgres.Row)[]>(`
    select ${NAME} as "table", quote_ident(k.conname) as name,
      (select quote_ident(tn.nspname) || '.' || quote_ident(t.relname)
        from pg_class t join pg_namespace tn on tn.oid = t.relnamespace where t.oid = k.confrelid) as "references",
      case when not k.condeferrable then 'not deferrable'
        when k.condeferred then 'deferrable initially deferred' else 'deferrable initially immediate' end as timing
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${OURS}
    order by 1, 2`);
  return [...rows];
}

export const readSequences = (tx: postgres.TransactionSql): Promise<string[]> =>
  readNames(tx, `c.relkind = 'S' and ${OURS}`);

/** Everything that someone may have put there: tables, views, sequences. */
export const readRelations = (tx: postgres.TransactionSql): Promise<string[]> =>
  readNames(tx, `c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${MADE}`);

async function readNames(tx: postgres.TransactionSql, which: string): Promise<string[]> {
  const rows = await tx.unsafe<{ name: string }[]>(`
    select ${NAME} as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${which} order by 1`);
  return rows.map(({ name }) => name);
}
