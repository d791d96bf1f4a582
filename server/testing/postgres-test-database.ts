import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type Database } from '../db/open-database.ts';
import { schemaHash } from './schema-hash.ts';

const TEMPLATE_LOCK = 0x74706c;
const TEST_POOL_SIZE = 5;

/** A new database on the server of TEST_DATABASE_URL, copied from a migrated template; `close` drops it. */
export async function newPostgresDatabase(migrated: boolean): Promise<Database> {
  const name = `bellhop_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => {
    const template = migrated ? await ensureTemplate(admin) : 'template0';
    await admin`create database ${admin(name)} template ${admin(template)}`;
  });
  const db = await open(name);
  let closing: Promise<void> | undefined;
  const closeAndDrop = async () => {
    await db.close();
    await asAdmin((admin) => admin`drop database if exists ${admin(name)} with (force)`);
  };
  return { ...db, close: () => (closing ??= closeAndDrop()) };
}

async function ensureTemplate(admin: postgres.Sql): Promise<string> {
  const name = `bellhop_template_${schemaHash()}`;
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  try {
    const [found] = await admin`select 1 from pg_database where datname = ${name}`;
    if (!found) await makeTemplate(admin, name);
  } finally {
    await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`;
  }
  return name;
}

// Under another name until it is whole, so that a killed run leaves no half template.
async function makeTemplate(admin: postgres.Sql, name: string): Promise<void> {
  const unfinished = `${name}_new`;
  await admin`drop database if exists ${admin(unfinished)} with (force)`;
  await admin`create database ${admin(unfinished)} template template0`;
  const db = await open(unfinished);
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  await admin`alter database ${admin(unfinished)} rename to ${admin(name)}`;
}

const open = (name: string) =>
  openDatabase({ databaseUrl: urlOf(name), dataDir: '', poolSize: TEST_POOL_SIZE, guard: true });

async function asAdmin(work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(serverUrl(), { max: 1, onnotice: () => undefined });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run tests with vitest from the root of the package');
  return url;
}

function urlOf(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}
