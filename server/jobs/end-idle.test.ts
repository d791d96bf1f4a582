import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { endConversation } from '../conversations/end-conversation.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { VisitorActor } from '../identity.ts';
import { jobRun, jobServices } from '../testing/job-services.ts';
import { passMinutes } from '../testing/seed-idle.ts';
import { seedVisitor, seedWorkspace, type Seed } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { endIdle } from './end-idle.ts';
import type { JobServices } from './job.ts';

describeEachDatabase('endIdle', (database) => {
  const say = (text: string) => ({ client_id: randomUUID(), text });
  const WARN_10_END_5 = { 'chat.idle_warning_minutes': 10, 'chat.auto_end_minutes': 5 };

  interface Chat {
    services: JobServices;
    seed: Seed;
    visitor: VisitorActor;
    conversation_id: string;
  }

  async function chat(values: Record<string, number> = WARN_10_END_5): Promise<Chat> {
    const services = jobServices(database(), values);
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const conversation_id = randomUUID();
    await startConversation(services, visitor, { conversation_id, ...say('Hello') });
    return { services, seed, visitor, conversation_id };
  }

  const answer = ({ services, seed, conversation_id }: Chat, text = 'Which one?') =>
    sendMessage(services, seed.agent, { conversation_id, ...say(text) });
  const run = async ({ services, seed }: Chat) =>
    (await endIdle.run(jobRun(services))).get(seed.workspaceId) ?? {};
  const pass = ({ seed }: Chat, minutes: number) => passMinutes(database(), seed.workspaceId, minutes);

  async function stateOf({ conversation_id }: Chat) {
    const rows = await database().orm.execute<{ type: string; public_seq: number | null; body: unknown }>(sql`
      select type, public_seq, body from entries where conversation_id = ${conversation_id} order by seq`);
    const [row] = await database().orm.execute<{ status: string }>(
      sql`select status from conversations where id = ${conversation_id}`,
    );
    return { status: row!.status, types: rows.map(({ type }) => type), last: rows.at(-1) };
  }

  it('[M12] warns a visitor who does not answer, then ends, with the reason in the log', async () => {
    const one = await chat();
    await answer(one);
    await pass(one, 9);
    expect(await run(one)).toEqual({});
    await pass(one, 1);
    expect(await run(one)).toEqual({ warned: 1 });
    expect(await stateOf(one)).toMatchObject({
      status: 'open',
      last: { type: 'idle_warned', public_seq: 5, body: {} },
    });
    await pass(one, 4);
    expect(await run(one)).toEqual({});
    await pass(one, 1);
    expect(await run(one)).toEqual({ ended: 1 });
    expect(await stateOf(one)).toMatchObject({
      status: 'ended',
      last: { type: 'ended', body: { reason: 'idle' } },
    });
    await pass(one, 1_000);
    expect(await run(one)).toEqual({});
  });

  it('[M12] leaves alone who waits for an agent, however long', async () => {
    const waiting = await chat();
    await pass(waiting, 10_000);
    expect(await run(waiting)).toEqual({});
    const owed = await chat();
    await answer(owed);
    await sendMessage(
      owed.services,
      owed.visitor,
      { conversation_id: owed.conversation_id, ...say('The fern') },
      true,
    );
    await pass(owed, 10_000);
    expect(await run(owed)).toEqual({});
    const ended = await chat();
    await answer(ended);
    const { services, seed, conversation_id } = ended;
    await endConversation(services, seed.agent, { conversation_id, client_id: randomUUID() });
    await pass(ended, 10_000);
    expect(await run(ended)).toEqual({});
  });

  it('[M12] begins anew when somebody writes after the warning', async () => {
    const one = await chat();
    await answer(one);
    await pass(one, 10);
    expect(await run(one)).toEqual({ warned: 1 });
    await answer(one, 'Still there?');
    await pass(one, 6);
    expect(await run(one)).toEqual({});
    await pass(one, 4);
    expect(await run(one)).toEqual({ warned: 1 });
    await sendMessage(
      one.services,
      one.visitor,
      { conversation_id: one.conversation_id, ...say('Yes') },
      true,
    );
    await pass(one, 1_000);
    expect(await run(one)).toEqual({});
  });

  it('[M12] a message that arrives while it is at work wins', async () => {
    const one = await chat();
    await answer(one);
    await pass(one, 10);
    await run(one);
    await pass(one, 5);
    const { services, visitor, conversation_id } = one;
    const late: JobServices = {
      ...services,
      log: Object.assign(Object.create(services.log) as typeof services.log, {
        append: async (job: Parameters<typeof services.log.append>[0]) => {
          await sendMessage(services, visitor, { conversation_id, ...say('Here I am') }, true);
          return services.log.append(job);
        },
      }),
    };
    expect(await run({ ...one, services: late })).toEqual({ overtaken: 1 });
    const { status, types } = await stateOf(one);
    expect(status).toBe('open');
    expect(types.slice(-2)).toEqual(['idle_warned', 'message']);
  });

  it('does nothing where the warning is set to never', async () => {
    const one = await chat({ 'chat.idle_warning_minutes': 0 });
    await answer(one);
    await pass(one, 100_000);
    expect(await run(one)).toEqual({});
  });
});
