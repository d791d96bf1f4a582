import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { startPostgres } from './postgres.ts';

const OLDEST = 150_000;

async function serverVersion(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<
    { version: number }[]
  >`select current_setting('server_version_num')::int as version`;
  await sql.end();
  return row?.version ?? 0;
}

it('a run has one Postgres of 15 or later, named by TEST_DATABASE_URL', async () => {
  expect(process.env.TEST_DATABASE_URL).toBe(inject('testDatabaseUrl'));
  expect(await serverVersion(inject('testDatabaseUrl'))).toBeGreaterThanOrEqual(OLDEST);
});

it('a server of our own flushes when asked, stops and leaves no folder', async () => {
  const server = await startPostgres({ fsync: true });
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  const [row] = await sql<{ fsync: string; folder: string }[]>`
    select current_setting('fsync') as fsync, current_setting('data_directory') as folder`;
  expect(row?.fsync).toBe('on');
  expect(existsSync(row?.folder ?? '')).toBe(true);
  await server.stop();
  await expect(sql`select 1`).rejects.toThrow();
  await sql.end({ timeout: 1 });
  expect(existsSync(row?.folder ?? '')).toBe(false);
  expect(existsSync(dirname(row?.folder ?? ''))).toBe(false);
});
