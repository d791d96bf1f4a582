import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { Database } from '../db/database.ts';
import type { VisitorActor } from '../identity.ts';
import { checkLog, NO_FAULTS, type Acknowledged, type Faults } from '../testing/log-checker.ts';
import { replacing, rewrittenDatabase } from '../testing/rewritten-database.ts';
import { seedVisitor, seedWorkspace, type Seed } from '../testing/seed.ts';
import { readStoredLog, storedEntries } from '../testing/stored-log.ts';
import { testDatabase } from '../testing/test-database.ts';
import { TestNode } from '../testing/test-node.ts';
import type { AppendJob, AppendResult } from './append-job.ts';
import { LogWriter } from './log-writer.ts';

const AGENTS = 6;
const MESSAGES = 15;
const IN_A_ROW = 400;

// Each test plants a bug in the writer, and sees the checker name what comes of it: so a writer without a fault in
// these same runs is known to be without that bug.
const MOST_TALKS = 20;

describe('a writer with a planted bug', () => {
  let db: Database;
  let seed: Seed;
  let visitor: VisitorActor;
  let conversation_id: string;

  const fresh = async () => {
    db = await testDatabase('postgres');
    seed = await seedWorkspace(db);
    visitor = await seedVisitor(db, seed);
    conversation_id = randomUUID();
    await new TestNode(db).run((services) =>
      startConversation(services, visitor, { conversation_id, client_id: randomUUID(), text: 'Hello' }),
    );
  };
  const stored = async () => storedEntries(await readStoredLog(db, seed.workspaceId));

  /** Many talk in one conversation over two nodes, each sending everything again over the other one. */
  const talk = async (broken: Database, sends = 2): Promise<Faults> => {
    const nodes = [new TestNode(broken), new TestNode(broken)];
    const told: Acknowledged[] = [];
    const senders = Array.from({ length: AGENTS }, () => ({ ...visitor, visitorId: randomUUID() }));
    const speak = async (sender: VisitorActor, first: number) => {
      for (let index = 0; index < MESSAGES; index++) {
        const input = { conversation_id, client_id: randomUUID(), text: `${index}` };
        for (let send = 0; send < sends; send++) {
          const sent = nodes[(first + send) % 2]!.run((services) =>
            sendMessage(services, sender, input, true),
          );
          // A refused one is not acknowledged, so it may be missing.
          const answer = await sent.catch(() => undefined);
          if (answer) told.push({ ...answer, sender_id: sender.visitorId });
        }
      }
    };
    await Promise.all(senders.map(speak));
    await Promise.all(nodes.map((node) => node.settled()));
    return checkLog(told, await stored());
  };

  /** One who does not wait for answers: the order of sending is the writer's to keep. */
  const rush = async (append: (job: AppendJob) => Promise<AppendResult>): Promise<Faults> => {
    const sender = senderOf(visitor);
    const sent: Promise<Acknowledged>[] = [];
    for (let index = 0; index < IN_A_ROW; index++) {
      const client_id = randomUUID();
      const entries = [{ type: 'message' as const, sender, client_id, body: { text: `${index}` } }];
      const job = { workspace_id: seed.workspaceId, conversation_id, entries };
      sent.push(
        append(job).then((result) => ({
          conversation_id,
          client_id,
          sender_id: sender.id!,
          seq: result.kind === 'appended' ? result.entries[0]!.seq : -1,
        })),
      );
      if (index % 3 === 0) await nextTurn();
    }
    return checkLog(await Promise.all(sent), await stored());
  };

  beforeAll(fresh);
  afterAll(() => db.close());

  const afresh = async (...schema: string[]) => {
    await db.close();
    await fresh();
    for (const change of schema) await db.sql.unsafe(change);
  };

  it('none: nothing is named', async () => {
    expect(await talk(db)).toEqual(NO_FAULTS);
    const writer = new LogWriter(db, { publish: () => undefined });
    expect(await rush((job) => writer.append(job))).toEqual(NO_FAULTS);
  });

  it('numbers without the lock: two entries at one place', async () => {
    await afresh(
      'alter table entries drop constraint entries_workspace_id_conversation_id_seq_pk',
      'drop index entries_public_seq',
    );
    const broken = rewrittenDatabase(db, (query) => query.replaceAll('for no key update of c', ''));
    // A race has to happen first: talk until it does.
    let doubled: unknown[] = [];
    for (let talks = 0; talks < MOST_TALKS && doubled.length === 0; talks++) {
      doubled = (await talk(broken)).doubled;
    }
    expect(doubled).not.toEqual([]);
  });

  it('no deduplication: a resend is stored twice', async () => {
    await afresh('drop index entries_client_id');
    expect((await talk(db)).doubled).not.toEqual([]);
  });

  it('acknowledges before the commit: a crash loses what was acknowledged', async () => {
    await afresh();
    let batches = 0;
    const unsafe = (query: string, parameters: never[]) =>
      new Promise((resolve, reject) => {
        const early = async (tx: postgres.TransactionSql) => {
          resolve(await tx.unsafe(query, parameters));
          if (++batches % 4 === 0) throw new Error('The process died before the commit');
        };
        db.sql.begin(early).catch(reject);
      });
    const hasty = { ...db, sql: replacing(db.sql, { unsafe: unsafe as unknown as postgres.Sql['unsafe'] }) };
    expect((await talk(hasty, 1)).lost).not.toEqual([]);
  });

  it('two batches in flight for one conversation: a sender’s messages are swapped', async () => {
    await afresh();
    const writers = Array.from({ length: 4 }, () => new LogWriter(db, { publish: () => undefined }));
    let turn = 0;
    let faults = NO_FAULTS;
    for (let rushes = 0; rushes < MOST_TALKS && faults.reordered.length === 0; rushes++) {
      faults = await rush((job) => writers[turn++ % writers.length]!.append(job));
    }
    expect(faults.reordered).not.toEqual([]);
    expect(faults).toEqual({ ...NO_FAULTS, reordered: faults.reordered });
  });
});
