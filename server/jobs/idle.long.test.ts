import { describe, expect, it } from 'vitest';
import { runIdleOn } from '../testing/idle-run.ts';
import { useDatabase } from '../testing/test-database.ts';

const CONVERSATIONS = 50_000;

describe('two processes on one Postgres, at length', () => {
  const database = useDatabase('postgres');

  it('[M12] warn and end each of 50,000 idle conversations once, and forget none', async () => {
    const { told, stands, seconds, chat } = await runIdleOn(database(), 2, CONVERSATIONS);
    console.log(
      `${CONVERSATIONS} warned and ended in ${seconds.toFixed(1)} s; overtaken by the other process: ${told.overtaken}; ` +
        `a chat meanwhile: ${chat.during.messages} messages, p50 ${chat.during.p50} ms, p99 ${chat.during.p99} ms; ` +
        `before: p50 ${chat.before.p50} ms, p99 ${chat.before.p99} ms`,
    );
    expect(told).toMatchObject({ warned: CONVERSATIONS, ended: CONVERSATIONS, failed: 0 });
    expect(stands).toEqual([
      { warned: 0, ended: 0, status: 'waiting', conversations: 1 },
      { warned: 1, ended: 1, status: 'ended', conversations: CONVERSATIONS },
    ]);
    expect(chat.during.p99).toBeLessThan(1_000);
  });
});
