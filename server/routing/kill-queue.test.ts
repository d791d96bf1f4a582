import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it, vi, describe, onTestFinished } from 'vitest';
import { databaseUrlOf } from '../testing/database-url.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedWorkspace } from '../testing/seed.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { useDatabase } from '../testing/test-database.ts';

const AGENTS = 10;
const WAITING = 50;
const EXPIRED = 3;
const PATIENCE = { timeout: 30_000, interval: 50 };

interface Standing extends Record<string, unknown> {
  id: string;
  status: string;
  at: string;
  holder: string | null;
  /** Whom it is offered to. */
  asked: string | null;
  offered: number;
  passed: number;
}

describe('kill -9 of the server with 50 waiting chats and 10 offers', { timeout: 120_000 }, () => {
  const database = useDatabase('postgres');

  const stage = async () => {
    const db = database();
    const seed = await seedWorkspace(db);
    const { workspaceId } = seed;
    const names = Array.from({ length: AGENTS }, (_, at) => `Agent ${at}`);
    const { teamId } = await seedTeam(db, seed, names, { offerSeconds: 600 });
    await db.orm.execute(sql`update members set chat_limit = 1 where workspace_id = ${workspaceId}`);
    const ids = await seedWaiting(db, seed, teamId, WAITING + AGENTS);
    const standing = () =>
      db.orm.execute<Standing>(sql`
        select c.id, c.status, c.queued_at::text as at, c.assignee_name as holder, m.name as asked,
          (select count(*)::int from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
            and e.type = 'offered') as offered,
          (select count(*)::int from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
            and e.type = 'offer_passed') as passed
        from conversations c
        left join offers o on o.workspace_id = c.workspace_id and o.conversation_id = c.id
        left join members m on m.workspace_id = o.workspace_id and m.id = o.member_id
        where c.workspace_id = ${workspaceId} order by c.queued_at, c.id`);
    const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-kill-'));
    const server = await ServerProcess.prepare({ dataDir, databaseUrl: await databaseUrlOf(db) });
    onTestFinished(async () => {
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    });
    return { db, workspaceId, ids, standing, server };
  };

  it('leaves every chat in its place, each offered to one agent at most, before and after', async () => {
    const { db, workspaceId, ids, standing, server } = await stage();
    const asked = (rows: readonly Standing[]) =>
      rows.flatMap(({ asked: name }) => (name === null ? [] : [name]));
    const allAsked = () =>
      vi.waitFor(async () => {
        const rows = await standing();
        expect(asked(rows)).toHaveLength(AGENTS);
        return rows;
      }, PATIENCE);
    await server.start();
    const before = await allAsked();
    expect(before.findIndex(({ asked: name }) => name === null)).toBe(AGENTS);
    for (let round = 1; round <= 2; round++) {
      await server.kill();
      const killed = await standing();
      // While it is down the time of some offers ends, and the leases of all.
      await db.orm.execute(sql`
        update offers o set until = now() from (select conversation_id from offers
          where workspace_id = ${workspaceId} order by conversation_id limit ${EXPIRED}) e
        where o.workspace_id = ${workspaceId} and o.conversation_id = e.conversation_id`);
      await db.orm.execute(sql`
        update agent_leases set until = now() - interval '1 second' where workspace_id = ${workspaceId}`);
      await server.start();
      await vi.waitFor(async () => {
        const passes = (await standing()).reduce((sum, { passed }) => sum + passed, 0);
        expect(passes).toBe(round * EXPIRED);
      }, PATIENCE);
      const after = await allAsked();
      expect(after.map(({ id, at, status, holder }) => [id, at, status, holder])).toEqual(
        killed.map(({ id, at }) => [id, at, 'waiting', null]),
      );
      expect(after.map(({ id }) => id)).toEqual(ids);
      expect(new Set(asked(after)).size).toBe(AGENTS);
      for (const { asked: name, offered, passed } of after)
        expect(offered - passed).toBe(name === null ? 0 : 1);
      // Offers that still stood are as they were; who was passed over waits for another agent only.
      const kept = after.filter(({ id, passed }) =>
        killed.some((one) => one.id === id && one.passed === passed),
      );
      for (const { id, asked: name } of kept) {
        const earlier = killed.find((one) => one.id === id)!;
        if (earlier.asked !== null) expect(name).toBe(earlier.asked);
      }
      const last = after.findLastIndex(({ asked: name }) => name !== null);
      for (const { asked: name, passed } of after.slice(0, last))
        expect(name !== null || passed > 0).toBe(true);
    }
  });
});
