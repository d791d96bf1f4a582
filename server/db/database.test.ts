import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { beforeAll, expect, it } from 'vitest';
import { describeEachDatabase, testDatabase } from '../testing/test-database.ts';
import { codeOf } from './database-error.ts';

const things = pgTable('things', {
  id: uuid().primaryKey(),
  count: bigint({ mode: 'number' }).notNull(),
  data: jsonb().notNull(),
  words: text().array().notNull(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  body: text().notNull(),
});

const thing = (over: Partial<typeof things.$inferInsert> = {}) => ({
  id: randomUUID(),
  count: 1,
  data: {},
  words: [],
  at: new Date(),
  body: '',
  ...over,
});

/** The code that Postgres gave, through Drizzle's wrapping. */
const sqlState = (error: unknown) => codeOf((error as Error).cause) ?? codeOf(error);
const refused = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => 'accepted', sqlState);

describeEachDatabase(
  'database',
  (database, kind) => {
    beforeAll(async () => {
      await database()
        .sql`create table things (id uuid primary key, count bigint not null, data jsonb not null,
        words text[] not null, at timestamptz not null, body text not null)`;
    });

    it('gives back what it was given', async () => {
      const row = thing({
        count: Number.MAX_SAFE_INTEGER,
        data: { deep: [1, 'two', null, { clé: '🛎️' }], text: 'a "quoted" \\ one' },
        words: ['a', '', 'with "quotes", commas', '🛎️'],
        at: new Date('2026-02-03T04:05:06.789Z'),
        body: 'naïve 👩‍👩‍👧 שלום \u2028 end',
      });
      await database().orm.insert(things).values(row);
      const found = await database()
        .orm.select()
        .from(things)
        .where(sql`id = ${row.id}`);
      expect(found).toEqual([row]);
    });

    it('reads bigints as numbers, alone, in arrays and in counts', async () => {
      const rows = await database().sql`select 5::bigint as a, array[6, 7]::bigint[] as b, count(*) as c`;
      expect([...rows]).toEqual([{ a: 5, b: [6, 7], c: 1 }]);
    });

    it('refuses a bigint that a number cannot hold, and works on', async () => {
      await expect(database().sql`select ${'9007199254740993'}::text::bigint as big`).rejects.toThrow(
        /2\^53/,
      );
      expect(await database().sql`select 1 as fine`).toHaveLength(1);
    });

    it('reads times in UTC', async () => {
      const [row] = await database().sql<{ at: string }[]>`select timestamptz '2026-01-01T12:00:00+02' as at`;
      expect(row?.at).toBe('2026-01-01 10:00:00+00');
    });

    it('fails only the wrong one of queries sent together', async () => {
      const row = thing();
      await database().orm.insert(things).values(row);
      const one = (n: number) => database().sql`select ${n}::int as n`.then(([r]) => r?.n as number);
      const results = await Promise.all([
        one(1),
        refused(database().orm.insert(things).values(row)),
        one(2),
        refused(database().sql`select ${1}::int / 0`),
        refused(database().sql`selec`),
        refused(database().sql`select ${'x'}::no_such_type`),
        one(3),
      ]);
      expect(results).toEqual([1, '23505', 2, '22012', '42601', '42704', 3]);
    });

    it('points an error at the caller', async () => {
      const insertTwice = async () => database().orm.execute(sql`selec`);
      const error = await insertTwice().catch((caught: unknown) => caught as Error);
      expect((error as Error).stack).toContain('database.test.ts');
    });

    it('commits a transaction whole or not at all', async () => {
      const [kept, dropped] = [thing(), thing()];
      await database().orm.transaction((tx) => tx.insert(things).values(kept));
      const failing = database().orm.transaction(async (tx) => {
        await tx.insert(things).values(dropped);
        await tx.insert(things).values(kept);
      });
      expect(await refused(failing)).toBe('23505');
      const found = await database().sql`select id from things where id in (${kept.id}, ${dropped.id})`;
      expect([...found]).toEqual([{ id: kept.id }]);
    });

    it('rolls back to a savepoint and goes on', async () => {
      const [first, second] = [thing(), thing()];
      await database().orm.transaction(async (tx) => {
        await tx.insert(things).values(first);
        expect(await refused(tx.transaction((inner) => inner.insert(things).values(first)))).toBe('23505');
        await tx.insert(things).values(second);
      });
      expect(await database().sql`select 1 from things where id in (${first.id}, ${second.id})`).toHaveLength(
        2,
      );
    });

    it('keeps transactions that run at the same time apart', async () => {
      const [counter] = [thing({ count: 0 })];
      await database().orm.insert(things).values(counter);
      const increment = () =>
        database().orm.transaction(async (tx) => {
          const rows = await tx
            .select()
            .from(things)
            .where(sql`id = ${counter.id}`)
            .for('update');
          const count = (rows[0]?.count ?? 0) + 1;
          await tx
            .update(things)
            .set({ count })
            .where(sql`id = ${counter.id}`);
        });
      await Promise.all(Array.from({ length: 50 }, increment));
      const [row] = await database()
        .orm.select()
        .from(things)
        .where(sql`id = ${counter.id}`);
      expect(row?.count).toBe(50);
    });

    it('carries values of 5 MB both ways', async () => {
      const row = thing({ body: '🛎️x'.repeat(600_000), data: { text: 'y'.repeat(5_000_000) } });
      await database().orm.insert(things).values(row);
      const [found] = await database()
        .orm.select()
        .from(things)
        .where(sql`id = ${row.id}`);
      expect(found?.body === row.body).toBe(true);
      expect(found?.data).toEqual(row.data);
    });

    it('answers 1000 queries at once, each its own', async () => {
      const wanted = Array.from({ length: 1000 }, (_, n) => n);
      const ask = (n: number) => database().orm.execute<{ n: number }>(sql`select ${n}::int as n`);
      const answers = await Promise.all(wanted.map(ask));
      expect(answers.map(([row]) => row?.n)).toEqual(wanted);
    });

    it('refuses NUL in text, and works on', async () => {
      expect(
        await refused(
          database()
            .orm.insert(things)
            .values(thing({ body: 'a\0b' })),
        ),
      ).toBe('22021');
      expect(
        await refused(
          database()
            .orm.insert(things)
            .values(thing({ data: 'a\0b' })),
        ),
      ).toBe('22P05');
      expect(await refused(database().orm.insert(things).values(thing()))).toBe('accepted');
    });

    it('lets queries end while it closes, and refuses later ones', async () => {
      const other = await testDatabase(kind, { migrated: false });
      const running = Array.from(
        { length: 20 },
        (_, n) => other.sql`select ${n}::int as n from generate_series(1, 1000)`,
      );
      const lengths = Promise.all(running.map((query) => query.then((rows) => rows.length)));
      await Promise.resolve();
      await Promise.all([other.close(), other.close()]);
      expect(await lengths).toEqual(running.map(() => 1000));
      await expect(other.sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
    });
  },
  { migrated: false },
);
