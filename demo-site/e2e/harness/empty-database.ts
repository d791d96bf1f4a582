import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

export interface EmptyDatabase {
  url: string;
  sql: postgres.Sql;
  drop(): Promise<void>;
}

/** A database of its own on the server of TEST_DATABASE_URL, for servers that run as processes. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run tests with vitest from the root.');
  const name = `bellhop_e2e_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin`create database ${admin(name)} template template0`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  return {
    url: url.href,
    sql,
    async drop() {
      await sql.end();
      await admin`drop database if exists ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}
