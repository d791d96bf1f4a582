import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import { seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { keepStatistics } from './keep-statistics.ts';

describeEachDatabase('keepStatistics', (database) => {
  it('tells the planner of tables that grew under its feet', async () => {
    const db = database();
    const services = testServices(db);
    const errors: unknown[] = [];
    const stop = keepStatistics(db, services.bus, { onError: (error) => errors.push(error) });
    const seed = await seedWorkspace(db);
    const visitor = await seedVisitor(db, seed);
    const say = () => ({ client_id: randomUUID(), text: 'Hello' });
    const { conversation_id } = await startConversation(services, visitor, {
      conversation_id: randomUUID(),
      ...say(),
    });
    await Promise.all(
      Array.from({ length: 520 }, () => sendMessage(services, visitor, { conversation_id, ...say() }, true)),
    );
    await stop();
    expect(errors).toEqual([]);
    const [row] = await db.sql<{ tuples: number }[]>`
      select reltuples::int as tuples from pg_class where oid = 'entries'::regclass`;
    expect(row?.tuples).toBeGreaterThanOrEqual(500);
  });
});
