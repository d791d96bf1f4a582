import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { testDatabase } from '../testing/test-database.ts';
import { moveTables, type MovedTable } from './move-tables.ts';

const SCHEMA = `
  create type mood as enum ('calm', 'very "odd", yes');
  create table team (id int generated always as identity primary key, lead int, spare int references team (id));
  create table person (id serial primary key, team int not null references team (id) deferrable initially immediate, name text not null);
  alter table team add constraint team_lead foreign key (lead) references person (id);
  create table "Odd name" (
    "the key" bigint primary key, b bytea, t text, j jsonb, old json, n numeric, f double precision, a text[], m mood,
    at timestamptz, day date, gap interval, yes boolean, u uuid, c char(5),
    shout text generated always as (upper(t)) stored
  );
  create table logged (at date not null, what text) partition by range (at);
  create table logged_old partition of logged for values from ('2000-01-01') to ('2020-01-01');
  create table logged_new partition of logged for values from ('2020-01-01') to ('2040-01-01');
  create table never_used (id int)`;
const ROWS = 1200;
const FILL = `
  set timezone = 'Asia/Kolkata';
  insert into team (spare) select null from generate_series(1, ${ROWS});
  update team set spare = ${ROWS + 1} - id;
  insert into person (team, name) select id, 'Person ' || id from team;
  update team set lead = (select id from person where team = team.id limit 1);
  insert into "Odd name" values
    (9007199254740993, '\\x00ff5c', E'tab\\t, \\\\N, "quotes" and \\n lines \u{1f6ce} \u200f\u0627', '{"a": [1.10, null, "\\u2028"]}', '{"b":1, "b":2}',
      12345678901234567890.123456789, 0.1, array['a,b', '{}', null, 'NULL', ''], 'very "odd", yes',
      '2024-02-29 12:34:56.789012+05:30', '0044-03-15 BC', '1 mon -2 days 03:04:05.678901', true, gen_random_uuid(), 'ab'),
    (2, '', '', 'null', 'null', 'NaN', '-Infinity', '{}', 'calm', 'infinity', '-infinity', '0', false, null, ''),
    (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  insert into logged values ('2010-01-01', 'old'), ('2024-01-01', 'new');
  update team set lead = null where lead = 7;
  delete from person where id = 7;
  select setval('person_id_seq', 5000)`;

let folder: string;
let source: Database;
let target: Database;
// A move only reads its source, so that one does for all; a test that changes it puts it back.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-move-'));
  mkdirSync(join(folder, 'meta'));
  const entries = [{ idx: 0, version: '7', when: 1000, tag: 'odd', breakpoints: true }];
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  writeFileSync(join(folder, 'odd.sql'), SCHEMA);
  source = await testDatabase('pglite', { migrated: false });
  await migrate(source, folder);
  await source.sql.unsafe(FILL);
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  target = await testDatabase('postgres', { migrated: false });
});
afterEach(() => target.close());

const move = (): Promise<MovedTable[]> => {
  const write = (from: postgres.TransactionSql) =>
    target.sql.begin((to) => moveTables(from, to, () => undefined, folder));
  return source.sql.begin('read only', write) as Promise<MovedTable[]>;
};

/** Not by what the move itself compares with: every row as text, in an order of ours. */
async function contents({ sql }: Database): Promise<Record<string, string[]>> {
  await sql.unsafe(`set timezone = 'UTC'`);
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' order by 1`;
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
    all[name] = rows.map(({ row }) => row).toSorted();
  }
  return all;
}

const tablesOf = async ({ sql }: Database) =>
  (
    await sql`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'drizzle')`
  ).length;

describe('moving tables', () => {
  it('brings every value of every table, as it was', async () => {
    const moved = await move();
    expect(moved.map(({ table }) => table).toSorted()).toEqual([
      'public."Odd name"',
      'public.logged',
      'public.never_used',
      'public.person',
      'public.team',
    ]);
    expect(moved.find(({ table }) => table === 'public.team')?.rows).toBe(ROWS);
    const [there, here] = [await contents(source), await contents(target)];
    expect(here['person']).toHaveLength(ROWS - 1);
    expect(here).toEqual(there);
  });

  it('leaves constraints and sequences as they stand in the source', async () => {
    await move();
    const timing = ({ sql }: Database) =>
      sql`select conname, condeferrable, condeferred, convalidated from pg_constraint where contype = 'f' order by 1`;
    expect([...(await timing(target))]).toEqual([...(await timing(source))]);
    const [person] = await target.sql`insert into person (team, name) values (1, 'next') returning id`;
    const [team] = await target.sql`insert into team (lead) values (1) returning id`;
    expect([person?.id, team?.id]).toEqual([5001, ROWS + 1]);
    await expect(target.sql`update team set lead = 7`).rejects.toMatchObject({ code: '23503' });
  });

  it.each([
    ['a table', 'create table stowaway (n int)', 'drop table stowaway', 'public.stowaway'],
    [
      'a column',
      'alter table person add column extra text',
      'alter table person drop column extra',
      'public.person',
    ],
  ])('refuses a source with %s that the target has no place for', async (_what, change, back, name) => {
    await source.sql.unsafe(change);
    await expect(move()).rejects.toThrow(name);
    await source.sql.unsafe(back);
    expect(await tablesOf(target)).toBe(0);
  });

  it.each([
    'create table mine (n int)',
    'create view mine as select 1 as n',
    'create schema drizzle; create table drizzle.mine (n int)',
  ])('refuses a target that is not empty: %s', async (made) => {
    await target.sql.unsafe(made);
    await expect(move()).rejects.toThrow(/not empty.*mine/);
  });

  it('notices a server that changes a value on the way, and keeps nothing', async () => {
    await target.sql.unsafe(`
      create function spoil() returns trigger language plpgsql as $$
        begin if new.id = 900 then new.name := upper(new.name); end if; return new; end $$;
      create function plant() returns event_trigger language plpgsql as $$
        begin if to_regclass('person') is not null and not exists (select 1 from pg_trigger where tgname = 'spoiled')
          then create trigger spoiled before insert on person for each row execute function spoil(); end if; end $$;
      create event trigger planted on ddl_command_end when tag in ('CREATE TABLE', 'ALTER TABLE') execute function plant()`);
    await expect(move()).rejects.toThrow(/public\.person did not arrive as it left/);
    expect(await tablesOf(target)).toBe(0);
  });

  it('refuses a source of another version, either way', async () => {
    await source.sql`update drizzle.__drizzle_migrations set created_at = 999`;
    await expect(move()).rejects.toThrow('older Bellhop');
    await source.sql`update drizzle.__drizzle_migrations set created_at = 1001`;
    await expect(move()).rejects.toThrow('newer Bellhop');
    await source.sql`update drizzle.__drizzle_migrations set created_at = 1000`;
    expect(await tablesOf(target)).toBe(0);
  });
});
