import { expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { describeEachDatabase } from '../testing/test-database.ts';

describeEachDatabase(
  'database',
  (database) => {
    it('answers', async () => {
      expect(await database().orm.execute(sql`select 1::bigint as a`)).toEqual([{ a: 1 }]);
    });
  },
  { migrated: false },
);
