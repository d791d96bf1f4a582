import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import { DatabaseError, messageOf } from './database-error.ts';
import type { Database } from './database.ts';

// "bellhop" in ASCII; any constant will do that no other program locks.
const LOCK_KEY = 0x62656c6c;

/**
 * Brings the database to this build's schema, and returns how many migrations it ran. Everything happens in one
 * transaction that begins by taking a lock, so that processes that start together run each migration once and a
 * killed one leaves nothing half done. (Drizzle's own migrator reads what is applied before any lock.)
 */
export async function migrate(db: Database, folder = migrationsFolder()): Promise<number> {
  const begun = db.sql.begin((tx) => migrateIn(tx, folder));
  return begun.catch((error: unknown) => {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'migration_failed',
      `The database could not be migrated: ${messageOf(error)}`,
      error,
    );
  });
}

/** For a transaction that has more to do, and is undone as a whole. */
export async function migrateIn(tx: postgres.TransactionSql, folder = migrationsFolder()): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  await tx`set local statement_timeout = 0`;
  await tx`set local client_min_messages = error`;
  await lockMigrations(tx);
  const last = await lastApplied(tx);
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  if (last > newest) {
    throw new DatabaseError(
      'migration_failed',
      'The database was migrated by a newer Bellhop than this one. Start that version, or restore a backup.',
    );
  }
  const due = migrations.filter(({ folderMillis }) => folderMillis > last);
  for (const migration of due) await applyOne(tx, migration);
  return due.length;
}

/** Whoever has it is alone with the schema until the transaction ends: every server asks for it when it starts. */
export async function lockMigrations(tx: postgres.TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK_KEY})`;
}

// The same table as drizzle-kit's, so that its commands agree about what is applied.
async function lastApplied(tx: postgres.TransactionSql): Promise<number> {
  await tx`create schema if not exists drizzle`;
  await tx`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  const [row] = await tx<{ last: number }[]>`
    select coalesce(max(created_at), 0) as last from drizzle.__drizzle_migrations`;
  return row?.last ?? 0;
}

async function applyOne(
  tx: postgres.TransactionSql,
  { sql: statements, hash, folderMillis }: MigrationMeta,
): Promise<void> {
  for (const statement of statements) await tx.unsafe(statement);
  await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
}

/** The same folder from source (server/db) and from the build (dist/server): it is found from the package's root. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'server', 'db', 'migrations');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  throw new DatabaseError(
    'migration_failed',
    'The migrations (server/db/migrations) are missing beside this build.',
  );
}
