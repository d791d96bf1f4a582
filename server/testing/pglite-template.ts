import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import { IN_MEMORY, openPglite } from '../db/open-pglite.ts';
import { migrate } from '../db/migrate.ts';
import { schemaHash } from './schema-hash.ts';

const resolveFrom = createRequire(import.meta.url).resolve;

/** A tar of an empty, migrated database, made once for each state of the migrations: initdb takes seconds. */
export async function pgliteTemplate(migrated: boolean): Promise<Uint8Array> {
  const packages = resolveFrom('@electric-sql/pglite').split('/@electric-sql/')[0] ?? '';
  const cache = join(packages, '.cache', 'bellhop');
  const file = join(cache, `pglite-${migrated ? schemaHash() : 'empty'}-${engineVersion()}.tar`);
  if (existsSync(file)) return readFileSync(file);
  const tar = await makeTemplate(migrated);
  mkdirSync(cache, { recursive: true });
  // Two workers may get here together; each puts a whole file in place.
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, tar);
  renameSync(own, file);
  return tar;
}

async function makeTemplate(migrated: boolean): Promise<Uint8Array> {
  const { sql, thread, close } = await openPglite({ dataDir: IN_MEMORY });
  try {
    if (migrated) await migrate({ kind: 'pglite', sql, orm: drizzle(sql), close });
    return await thread.dump();
  } finally {
    await close();
  }
}

function engineVersion(): string {
  const manifest = join(dirname(resolveFrom('@electric-sql/pglite')), '..', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
