import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { endConversation } from '../conversations/end-conversation.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { VisitorActor } from '../identity.ts';
import { checkRows } from '../testing/check-workspace.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { readStoredLog } from '../testing/stored-log.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { eraseVisitor } from './erase-visitor.ts';
import { mergeVisitors } from './merge-visitors.ts';

const ROUNDS = 8;

describeEachDatabase('[S30] a visitor who is erased on one node and still known on another', (database) => {
  const stage = async () => {
    const [here, there] = [testServices(database()), testServices(database())];
    const seed = await seedWorkspace(database());
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    return { here, there, seed, admin };
  };
  const say = (conversation_id: string, text: string) => ({ conversation_id, client_id: randomUUID(), text });
  const stored = async (workspaceId: string, word: string) =>
    (
      await database().orm.execute<{ count: number }>(sql`
        select count(*)::int as count from entries e
        join conversations c on c.workspace_id = e.workspace_id and c.id = e.conversation_id
        where e.workspace_id = ${workspaceId} and (e.body::text like ${`%${word}%`} or c.last_message::text like ${`%${word}%`})`)
    )[0]!.count;

  it('writes nothing any more, into no conversation, new, open or ended', async () => {
    const { here, there, seed, admin } = await stage();
    const visitor = await seedVisitor(database(), seed);
    const [open, ended] = [randomUUID(), randomUUID()];
    await startConversation(there, visitor, say(open, 'Hello'));
    const first = say(ended, 'Hello');
    const answer = await startConversation(there, visitor, first);
    await endConversation(there, visitor, { conversation_id: ended, client_id: randomUUID() });
    await eraseVisitor(here, admin, { visitor_id: visitor.visitorId });
    const gone = { code: 'unauthenticated' };
    await expect(sendMessage(there, visitor, say(open, 'CANARY'), true)).rejects.toMatchObject(gone);
    await expect(sendMessage(there, visitor, say(ended, 'CANARY'), true)).rejects.toMatchObject(gone);
    await expect(startConversation(there, visitor, say(randomUUID(), 'CANARY'))).rejects.toMatchObject(gone);
    await expect(startConversation(there, visitor, say(open, 'CANARY'))).rejects.toMatchObject(gone);
    // What stood before is still answered, and not written again.
    expect(await sendMessage(there, visitor, first, true)).toEqual(answer);
    expect(await stored(seed.workspaceId, 'CANARY')).toBe(0);
  });

  it('leaves no word behind in a race, as themselves or as a duplicate', async () => {
    const { here, there, seed, admin } = await stage();
    for (let round = 0; round < ROUNDS; round++) {
      const [kept, duplicate] = [await seedVisitor(database(), seed), await seedVisitor(database(), seed)];
      const begin = async (visitor: VisitorActor) => {
        const [open, ended] = [randomUUID(), randomUUID()];
        await startConversation(there, visitor, say(open, 'CANARY'));
        await startConversation(there, visitor, say(ended, 'CANARY'));
        await endConversation(there, visitor, { conversation_id: ended, client_id: randomUUID() });
        return { visitor, open, ended };
      };
      const chats = [await begin(kept), await begin(duplicate)];
      const both = { visitor_id: kept.visitorId, duplicate_id: duplicate.visitorId };
      await mergeVisitors(here, admin, both);
      const writing = chats.flatMap(({ visitor, open, ended }) => [
        ...Array.from({ length: 3 }, () => sendMessage(there, visitor, say(open, 'CANARY'), true)),
        sendMessage(there, visitor, say(ended, 'CANARY'), true),
        startConversation(there, visitor, say(randomUUID(), 'CANARY')),
      ]);
      const erasing = eraseVisitor(here, admin, { visitor_id: kept.visitorId });
      const outcomes = await Promise.allSettled(writing);
      await erasing;
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'unauthenticated' });
      }
      expect(await stored(seed.workspaceId, 'CANARY')).toBe(0);
    }
    expect(checkRows(await readStoredLog(database(), seed.workspaceId))).toEqual([]);
  });

  it('[M5, M6] who was not erased reopens once, however often they send', async () => {
    const { here, there, seed } = await stage();
    const visitor = await seedVisitor(database(), seed);
    const id = randomUUID();
    await startConversation(here, visitor, say(id, 'Hello'));
    await endConversation(here, visitor, { conversation_id: id, client_id: randomUUID() });
    const again = say(id, 'One more thing');
    const sends = Array.from({ length: 20 }, (_, at) =>
      sendMessage(at % 2 ? here : there, visitor, again, true),
    );
    const answers = await Promise.all(sends);
    expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([5]));
    expect(await stored(seed.workspaceId, 'One more thing')).toBeGreaterThan(0);
    expect(checkRows(await readStoredLog(database(), seed.workspaceId))).toEqual([]);
  });
});
