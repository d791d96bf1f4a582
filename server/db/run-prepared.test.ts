import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { describeEachDatabase } from '../testing/test-database.ts';
import { runPrepared } from './run-prepared.ts';

describeEachDatabase('a prepared statement', (database) => {
  it('answers as an executed one does, and is prepared once for all its parameters', async () => {
    await database().orm.transaction(async (tx) => {
      const ask = (text: string, count: number) =>
        sql`select ${text}::text as text, ${count}::int as count, ${null}::uuid as nothing /* once */`;
      const asked = [ask('one', 1), ask('two', 2)] as const;
      for (const one of asked)
        expect([...(await runPrepared(tx, one))]).toEqual([...(await tx.execute(one))]);
      const kept = await tx.execute(
        sql`select 1 from pg_prepared_statements where statement like ${'%/* on' + 'ce */'}`,
      );
      expect(kept).toHaveLength(1);
    });
  });

  it('is undone with its transaction, and tells an error as it is', async () => {
    const { orm } = database();
    await orm.execute(sql`create table prepared_here (what int)`);
    const broken = orm.transaction(async (tx) => {
      await runPrepared(tx, sql`insert into prepared_here values (${1})`);
      await runPrepared(tx, sql`select 1 / ${0}::int`);
    });
    await expect(broken).rejects.toThrow('division by zero');
    expect(await runPrepared(orm, sql`select what from prepared_here`)).toHaveLength(0);
    await orm.execute(sql`drop table prepared_here`);
  });
});
