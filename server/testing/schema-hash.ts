import { createHash } from 'node:crypto';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from '../db/migrate.ts';

/** Names the state of the migrations, for what is cached of a migrated database. */
export function schemaHash(): string {
  const hash = createHash('sha256');
  for (const migration of readMigrationFiles({ migrationsFolder: migrationsFolder() }))
    hash.update(migration.hash);
  return hash.digest('hex').slice(0, 16);
}
