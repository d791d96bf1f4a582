import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Database } from '../db/database.ts';

type Unsafe = postgres.Sql['unsafe'];

/**
 * The same database, with the text of every query changed on its way: how a test plants a bug in the statements of the
 * log writer.
 */
export function rewrittenDatabase(db: Database, rewrite: (query: string) => string): Database {
  const unsafe: Unsafe = (query, ...rest) => db.sql.unsafe(rewrite(query), ...rest);
  const inside = (tx: postgres.TransactionSql): postgres.TransactionSql =>
    replacing(tx, { unsafe: (query, ...rest) => tx.unsafe(rewrite(query), ...rest) });
  const begin = ((work: (tx: postgres.TransactionSql) => unknown) =>
    db.sql.begin((tx) => work(inside(tx)))) as postgres.Sql['begin'];
  const sql = replacing(db.sql, { unsafe, begin });
  return { ...db, sql, orm: drizzle(sql) };
}

export function replacing<T extends object>(target: T, replaced: Partial<T>): T {
  return new Proxy(target, {
    get: (of, key, receiver) =>
      Object.hasOwn(replaced, key) ? replaced[key as keyof T] : (Reflect.get(of, key, receiver) as unknown),
  });
}
