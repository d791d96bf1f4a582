import { expect, it } from 'vitest';
import { databaseUrlOf } from '../testing/database-url.ts';
import { moveRun } from '../testing/move-run.ts';
import { testDatabase } from '../testing/test-database.ts';

const ENTRIES = 100_000;
const WITHIN_S = 120;

it('moves 100,000 entries within two minutes, and everybody goes on', async () => {
  const target = await testDatabase('postgres', { migrated: false });
  try {
    const run = await moveRun(ENTRIES, await databaseUrlOf(target));
    expect(run.faults).toEqual([]);
    expect(run.after).toEqual(run.before);
    expect(run.seconds).toBeLessThan(WITHIN_S);
  } finally {
    await target.close();
  }
});
