import type { ForeignKey, Table } from './catalog.ts';

export interface TableOrder {
  tables: Table[];
  /** What points at rows that come later (a cycle, or a table at itself), and can only be checked at the end. */
  late: ForeignKey[];
}

/** What is pointed at comes first, as far as that is possible. */
export function orderTables(tables: readonly Table[], foreignKeys: readonly ForeignKey[]): TableOrder {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  const late: ForeignKey[] = [];
  const unmet = (name: string): ForeignKey[] =>
    foreignKeys.filter((key) => key.table === name && waiting.has(key.references));
  while (waiting.size > 0) {
    // In a cycle none is free of what is still to come; the one with the least goes first.
    const [next] = [...waiting.values()]
      .map((table) => ({ table, debts: unmet(table.name), others: countOthers(unmet(table.name)) }))
      .sort((a, b) => a.others - b.others);
    if (!next) break;
    waiting.delete(next.table.name);
    ordered.push(next.table);
    late.push(...next.debts);
  }
  return { tables: ordered, late };
}

const countOthers = (debts: readonly ForeignKey[]): number =>
  debts.filter(({ table, references }) => table !== references).length;
