import { describe, expect, it } from 'vitest';
import type { ForeignKey } from './catalog.ts';
import { orderTables } from './order-tables.ts';

const key = (table: string, references: string): ForeignKey => ({
  table,
  references,
  name: `${table}_${references}`,
  timing: 'not deferrable',
});
const order = (names: string, keys: ForeignKey[]) => {
  const { tables, late } = orderTables(
    [...names].map((name) => ({ name, columns: [] })),
    keys,
  );
  return [tables.map(({ name }) => name).join(''), late.map(({ name }) => name)];
};

describe('the order in which tables are filled', () => {
  it('puts what is pointed at first', () => {
    expect(order('abc', [key('a', 'b'), key('b', 'c')])).toEqual(['cba', []]);
    expect(order('abcd', [key('a', 'b'), key('a', 'd'), key('b', 'd')])).toEqual(['cdba', []]);
  });

  it('leaves what a table says of itself to the end', () => {
    expect(order('ab', [key('a', 'a'), key('b', 'a')])).toEqual(['ab', ['a_a']]);
  });

  it('breaks a cycle once, and keeps the order around it', () => {
    const keys = [key('a', 'b'), key('b', 'a'), key('c', 'a'), key('a', 'd')];
    expect(order('abcd', keys)).toEqual(['dabc', ['a_b']]);
  });

  it('forgets no table', () => {
    const keys = [key('a', 'b'), key('b', 'c'), key('c', 'a'), key('d', 'a'), key('d', 'd')];
    expect(order('abcd', keys)).toEqual(['abcd'.replace('abc', 'acb'), ['a_b', 'd_d']]);
  });
});
