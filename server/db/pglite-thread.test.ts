import { describe, expect, it } from 'vitest';
import { pgliteTemplate } from '../testing/pglite-template.ts';
import { codeOf } from './database-error.ts';
import { IN_MEMORY, openPglite } from './open-pglite.ts';

async function openFragile() {
  const fatal: string[] = [];
  const template = await pgliteTemplate(false);
  const opened = await openPglite({
    dataDir: IN_MEMORY,
    template,
    onFatal: (error) => fatal.push(error.code),
  });
  return { ...opened, fatal };
}

describe('the thread of the embedded database', { timeout: 60_000 }, () => {
  it('fails all that waits, and all that comes, with the cause when it dies', async () => {
    const { sql, thread, close, fatal } = await openFragile();
    const waiting = [
      sql`select count(*) from generate_series(1, 100000000)`,
      sql`select 1`,
      ...Array.from({ length: 20 }, () => sql.begin(async (tx) => [await tx`select 3`, await tx`select 4`])),
    ];
    const outcomes = Promise.allSettled(waiting);
    await thread.kill();
    const codes = (await outcomes).map((outcome) => outcome.status === 'rejected' && codeOf(outcome.reason));
    expect(codes).toEqual(codes.map(() => 'engine_failed'));
    expect(fatal).toEqual(['engine_failed']);
    await expect(sql`select 5`).rejects.toMatchObject({ code: 'engine_failed' });
    await expect(sql.begin((tx) => tx`select 6`)).rejects.toMatchObject({ code: 'engine_failed' });
    await close();
  });

  it('fails a transaction in the middle with the cause', async () => {
    const { sql, thread, close } = await openFragile();
    const transaction = sql.begin(async (tx) => {
      await tx`select 1`;
      await thread.kill();
      await tx`select 2`;
    });
    await expect(transaction).rejects.toMatchObject({ code: 'engine_failed' });
    await close();
  });

  it('has one connection, and says so to a second', async () => {
    const { sql, close } = await openFragile();
    await expect(sql.listen('channel', () => undefined)).rejects.toThrow('only one connection');
    expect(await sql`select 1`).toHaveLength(1);
    await close();
  });

  it('leaves this thread free while a query runs', async () => {
    const { sql, close } = await openFragile();
    let turns = 0;
    const count = setInterval(() => (turns += 1), 5);
    await sql`select count(*) from generate_series(1, 500000)`;
    clearInterval(count);
    expect(turns).toBeGreaterThan(5);
    await close();
  });
});
