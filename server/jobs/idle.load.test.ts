import { describe, expect, it } from 'vitest';
import { runIdleOn } from '../testing/idle-run.ts';
import { useDatabase } from '../testing/test-database.ts';

const CONVERSATIONS = 400;

describe('two processes on one Postgres', () => {
  const database = useDatabase('postgres');

  it('[M12] warn and end each idle conversation once, and forget none', async () => {
    const { told, stands, chat } = await runIdleOn(database(), 2, CONVERSATIONS);
    expect(told).toMatchObject({ warned: CONVERSATIONS, ended: CONVERSATIONS, failed: 0 });
    expect(stands).toEqual([
      { warned: 0, ended: 0, status: 'waiting', conversations: 1 },
      { warned: 1, ended: 1, status: 'ended', conversations: CONVERSATIONS },
    ]);
    expect([chat.before.messages >= 100, chat.during.messages > 0]).toEqual([true, true]);
  }, 60_000);
});
