import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { startConversation } from '../conversations/start-conversation.ts';
import { conversations } from '../conversations/tables.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import type { AppendJob } from './append-job.ts';

describeEachDatabase('numbers of conversations', (database) => {
  it('are taken one after another, also by several of one batch beside others that take none', async () => {
    const db = database();
    const services = testServices(db);
    const seed = await seedWorkspace(db);
    const { visitorId } = await seedVisitor(db, seed);
    const ids = Array.from({ length: 4 }, () => randomUUID());
    const { workspaceId, siteId } = seed;
    await db.orm.insert(conversations).values(ids.map((id) => ({ workspaceId, id, siteId, visitorId })));
    const sender = { kind: 'system', id: null, name: null } as const;
    const jobs = ids.map((conversation_id, at): AppendJob => ({
      ...{ workspace_id: workspaceId, conversation_id },
      entries: [{ type: 'started', sender, client_id: null, body: { site_id: siteId } }],
      patch: at === 1 ? {} : { takes_number: true },
    }));
    await services.log.transact((_tx, _append, appendAll) => appendAll(jobs));
    const rows = await db.orm.execute<{ id: string; number: number | null }>(
      sql`select id, number from conversations where workspace_id = ${workspaceId}`,
    );
    const numberOf = new Map(rows.map(({ id, number }) => [id, number]));
    expect(ids.map((id) => numberOf.get(id))).toEqual([1, null, 2, 3]);
  });

  it('leave no gap where many visitors begin at once', async () => {
    const db = database();
    const [here, there] = [testServices(db), testServices(db)];
    const seed = await seedWorkspace(db);
    const visitors = await Promise.all(Array.from({ length: 12 }, () => seedVisitor(db, seed)));
    await Promise.all(
      visitors.map((visitor, at) =>
        startConversation(at % 2 ? here : there, visitor, {
          ...{ conversation_id: randomUUID(), client_id: randomUUID() },
          text: 'Hello',
        }),
      ),
    );
    const rows = await db.orm.execute<{ number: number }>(
      sql`select number from conversations where workspace_id = ${seed.workspaceId} order by number`,
    );
    expect(rows.map(({ number }) => number)).toEqual(visitors.map((_, at) => at + 1));
  });
});
