import { readFileSync } from 'node:fs';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';

const modules = import.meta.glob('../*/tables.ts', { eager: true }) as Record<
  string,
  Record<string, unknown>
>;

function columnsOfTables(): string[] {
  const tables = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((value) => value instanceof PgTable);
  return tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns.map((column) => `${name}.${column.name}`);
  });
}

function columnsOfMap(): string[] {
  const text = readFileSync(new URL('../../docs/data-map.md', import.meta.url), 'utf8');
  return [...text.matchAll(/^\| ([a-z_]+\.[a-z_]+)\s*\| (\S.*?)\s*\| (yes|no)\s*\| (\S.*?)\s*\|$/gm)].map(
    (row) => row[1]!,
  );
}

it('[S32] the data map names every column with its purpose and retention, and no other', () => {
  const columns = columnsOfTables();
  expect(columns.length).toBeGreaterThan(80);
  expect(columnsOfMap().toSorted()).toEqual(columns.toSorted());
});

it('[S32] every tenant table leads its primary key and every foreign key with workspace_id', () => {
  const tables = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((value) => value instanceof PgTable)
    .map((table) => getTableConfig(table))
    .filter(
      ({ name, columns }) =>
        name !== 'installation' && columns.some((column) => column.name === 'workspace_id'),
    );
  expect(tables.length).toBeGreaterThanOrEqual(6);
  for (const { name, primaryKeys, foreignKeys } of tables) {
    expect([name, primaryKeys[0]?.columns[0]?.name]).toEqual([name, 'workspace_id']);
    const toTenants = foreignKeys
      .map((key) => key.reference())
      .filter(({ foreignTable }) => getTableConfig(foreignTable).name !== 'user');
    for (const { columns } of toTenants) expect([name, columns[0]?.name]).toEqual([name, 'workspace_id']);
  }
});
