import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { describeEachDatabase } from '../testing/test-database.ts';

describeEachDatabase(
  'the guard of transactions',
  (database) => {
    const inside = (work: () => unknown) =>
      database().orm.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        await work();
      });

    it.each<[string, () => unknown]>([
      ['a Drizzle query', () => database().orm.execute(sql`select 1`)],
      ['a query', () => database().sql`select 1`],
      ['text', () => database().sql.unsafe('select 1')],
      ['a second transaction', () => database().orm.transaction((tx) => tx.execute(sql`select 1`))],
      ['a reserved connection', () => database().sql.reserve()],
      ['something deeper', () => Promise.resolve().then(() => database().sql`select 1`)],
    ])('throws for %s on the outer handle', async (_what, work) => {
      await expect(inside(work)).rejects.toSatisfy(
        (error: Error & { code?: string }) =>
          (error.cause ? (error.cause as { code?: string }).code : error.code) === 'used_outside_transaction',
      );
    });

    it('lets tx and savepoints through, and the outer handle outside', async () => {
      const answer = await database().orm.transaction((tx) =>
        tx.transaction((inner) => inner.execute<{ n: number }>(sql`select 1 as n`)),
      );
      expect(answer[0]?.n).toBe(1);
      await Promise.all([inside(() => undefined), database().sql`select 1`]);
    });

    it('lets what a transaction left behind use the outer handle afterwards', async () => {
      let later: Promise<unknown> | undefined;
      let over: (() => void) | undefined;
      const ended = new Promise<void>((resolve) => (over = resolve));
      await inside(() => {
        later = ended.then(() => database().sql`select 1`);
      });
      over?.();
      await expect(later).resolves.toHaveLength(1);
    });
  },
  { migrated: false },
);
