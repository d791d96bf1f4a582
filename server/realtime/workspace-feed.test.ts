import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { ChangedMessage } from '../bus/bus.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { AgentSession, Subscriber } from './session.ts';
import { WorkspaceFeed, type FeedSource } from './workspace-feed.ts';

const WORKSPACE = randomUUID();
const EPOCH = randomUUID();
const HOLD_MS = 2;

const changed = (rev: number): ChangedMessage => ({
  kind: 'changed',
  workspaceId: WORKSPACE,
  rev,
  changes: [],
});

function bench(rev = 0) {
  const database = { rev, reads: [] as Array<[number, number]>, broken: false };
  const errors: unknown[] = [];
  const source: FeedSource = {
    readPosition: async () => ({ epoch: EPOCH, rev: database.rev }),
    async readChanges(_workspaceId, after, upto) {
      database.reads.push([after, upto]);
      await new Promise((done) => setImmediate(done));
      if (database.broken) throw new Error('away');
      return [];
    },
    onError: (error) => errors.push(error),
    holdMs: HOLD_MS,
  };
  const feed = new WorkspaceFeed(WORKSPACE, source);
  const heard: number[] = [];
  const ended: number[] = [];
  const agent: Subscriber<AgentSession> = {
    session: {
      workspace: feed,
      address: '',
      typedAt: 0,
      ...{ viewerId: 'tab', viewing: null, viewAsks: 0 },
      desk: { wait_target_seconds: 60, notifications: { sound: true, desktop: true } },
      actor: {
        kind: 'agent',
        workspaceId: WORKSPACE,
        memberId: randomUUID(),
        name: 'Mo',
        role: 'agent',
        userId: '',
        sessionId: '',
      },
    },
    deliver: ({ bytes }) => void heard.push((JSON.parse(bytes.toString()) as { rev: number }).rev),
    end: (code) => {
      ended.push(code);
      feed.agents.delete(agent);
    },
  };
  feed.agents.add(agent);
  return { feed, database, heard, ended, errors };
}

describe('the feed of a workspace', () => {
  it('delivers what comes in order at once, and each revision once', async () => {
    const { feed, heard, database } = bench(4);
    await feed.ready();
    for (const rev of [5, 5, 4, 6, 1, 6]) feed.hearChange(changed(rev));
    expect(heard).toEqual([5, 6]);
    expect(database.reads).toEqual([]);
  });

  it('holds a jump a moment, and asks nobody when the missing one comes', async () => {
    const { feed, heard, database } = bench();
    await feed.ready();
    for (const rev of [3, 2, 1]) feed.hearChange(changed(rev));
    expect(heard).toEqual([1, 2, 3]);
    await new Promise((done) => setTimeout(done, HOLD_MS * 5));
    expect(database.reads).toEqual([]);
  });

  it('reads what does not come, and keeps what it heard meanwhile in order', async () => {
    const { feed, heard, database } = bench();
    await feed.ready();
    feed.hearChange(changed(4));
    await vi.waitFor(() => expect(database.reads).toHaveLength(1));
    feed.hearChange(changed(6));
    feed.hearChange(changed(5));
    await vi.waitFor(() => expect(heard).toEqual([1, 2, 3, 4, 5, 6]));
    expect(database.reads[0]).toEqual([0, 4]);
  });

  it('finds by the position what no doorbell announced', async () => {
    const { feed, heard } = bench();
    await feed.ready();
    feed.hearRev(250, 0);
    await vi.waitFor(() => expect(heard).toHaveLength(250));
    expect(heard).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
  });

  it('tries again at the next check when the database was away', async () => {
    const { feed, heard, database, errors } = bench();
    await feed.ready();
    database.broken = true;
    feed.hearRev(3, 0);
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    database.broken = false;
    feed.hearRev(3, 0);
    await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
  });

  it('keeps what it hears before it knows where it stands', async () => {
    const { feed, heard } = bench(2);
    const ready = feed.ready();
    for (const rev of [4, 3, 2]) feed.hearChange(changed(rev));
    await ready;
    expect(heard).toEqual([3, 4]);
  });

  it('[R6] sends everybody to resume when the database went back, and begins anew', async () => {
    const { feed, ended, database, heard } = bench(10);
    await feed.ready();
    feed.hearRev(9, 9);
    expect(ended).toEqual([]);
    database.rev = 3;
    feed.hearRev(3, 10);
    expect(ended).toEqual([CLOSE.resume]);
    await feed.ready();
    expect(feed.at.rev).toBe(3);
    expect(heard).toEqual([]);
  });

  it('sends everybody to resume rather than telling of more than 5,000 transactions', async () => {
    const { feed, ended } = bench();
    await feed.ready();
    feed.hearRev(5_001, 0);
    await vi.waitFor(() => expect(ended).toEqual([CLOSE.resume]));
  });

  it('[S3] brings every revision once and in order, whatever the bus loses, doubles or swaps', async () => {
    const noise = fc.record({
      count: fc.integer({ min: 1, max: 60 }),
      seed: fc.array(fc.record({ rev: fc.integer({ min: 1, max: 60 }), pause: fc.boolean() }), {
        maxLength: 120,
      }),
    });
    await fc.assert(
      fc.asyncProperty(noise, async ({ count, seed }) => {
        const { feed, heard } = bench();
        await feed.ready();
        for (const { rev, pause } of seed) {
          if (rev <= count) feed.hearChange(changed(rev));
          if (pause) await new Promise((done) => setImmediate(done));
        }
        feed.hearRev(count, 0);
        await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), { interval: 2 });
        expect(heard).toEqual(Array.from({ length: count }, (_, at) => at + 1));
      }),
      { numRuns: 60 },
    );
  });
});
