import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultRun } from './testing/fault-run.ts';
import { RestartablePostgres } from './testing/restartable-postgres.ts';
import { ServerProcess } from './testing/server-process.ts';
import { arrive, enter } from './testing/wire-people.ts';

const START_MS = 120_000;
const OUTAGE_MS = 2_000;
const RECOVERY_MS = 8_000;

describe('when the database goes away under a running server', () => {
  let database: RestartablePostgres;

  beforeAll(async () => {
    database = await RestartablePostgres.start({ fsync: true });
  }, START_MS);

  afterAll(() => database.stop());

  it(
    'sends are refused as unavailable, the process lives, and goes on when it is back',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-gone-'));
      const server = await ServerProcess.prepare({ dataDir, databaseUrl: await database.create() });
      try {
        await server.start();
        const visitor = await arrive(server, await enter(server));
        visitor.connect();
        await visitor.say('Before');
        await database.crash();
        const say = { conversation_id: visitor.conversationId, client_id: randomUUID(), text: 'Meanwhile' };
        const begin = { ...say, conversation_id: randomUUID() };
        for (const frame of [
          { type: 'message.send', ...say },
          { type: 'conversation.start', ...begin },
        ])
          await expect(visitor.request(frame)).rejects.toMatchObject({ body: { code: 'unavailable' } });
        expect(server.isRunning).toBe(true);
        expect(await server.isReady()).toBe(false);
        await sleep(OUTAGE_MS);
        await database.startAgain();
        const back = performance.now();
        await visitor.say('After');
        expect(performance.now() - back).toBeLessThan(RECOVERY_MS);
        await vi.waitFor(() => expect(visitor.position).toBe(3), { timeout: 10_000 });
        expect(await server.isReady()).toBe(true);
        expect(visitor.anomalies).toEqual([]);
      } finally {
        await server.kill();
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    START_MS,
  );

  it(
    'nothing acknowledged is lost, doubled or swapped when Postgres crashes amid traffic',
    async () => {
      const disturb = async () => {
        await database.crash();
        await sleep(OUTAGE_MS);
        await database.startAgain();
      };
      const plan = {
        visitors: 6,
        messagesOfEach: 8,
        times: 1,
        disturb,
        databaseUrl: await database.create(),
      };
      const report = await faultRun(plan);
      expect(report.faults).toEqual([]);
      expect(report.acknowledged).toBe(plan.visitors * plan.messagesOfEach * 2);
      expect(report.refusals.length).toBeGreaterThan(0);
    },
    START_MS,
  );
});
