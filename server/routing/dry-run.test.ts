import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { assignNext } from './assign-next.ts';
import { dryRun } from './dry-run.ts';

const NAMES = ['Ada', 'Bo', 'Cy', 'Di'];
const RUNS = 8;
const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;

describeEachDatabase('[Q10] a dry run', (database) => {
  const settings = { get: async () => DEFAULT_VALUES };

  it('says of the head of a queue what then happens, however everybody stands', async () => {
    for (let run = 0; run < RUNS; run++) {
      const services = { ...testServices(database()), settings };
      const seed = await seedWorkspace(database());
      const strategy = one(['least_busy', 'round_robin', 'priority', 'manual'] as const);
      const rule = { strategy, sticky: one([true, false]), chatLimit: one([null, 1, 2]) };
      const { teamId, agents } = await seedTeam(database(), seed, NAMES, rule);
      const ids = await seedWaiting(database(), seed, teamId, 6);
      await database().orm.execute(sql`
        update members set availability = (array['online', 'online', 'online', 'away'])[1 + floor(random() * 4)::int],
          accepts_chats = random() < 0.8, chat_limit = 1 + floor(random() * 3)::int,
          last_assigned_at = now() - random() * interval '1 hour'
        where workspace_id = ${seed.workspaceId}`);
      await database().orm.execute(sql`
        update agent_leases set until = now() - interval '1 second'
        where workspace_id = ${seed.workspaceId} and random() < 0.2`);
      await database().orm.execute(sql`
        insert into offer_passes (workspace_id, conversation_id, member_id, how)
        values (${seed.workspaceId}, ${ids[0]!}, ${one(agents).memberId}, 'declined')`);
      const { choice } = await dryRun(services, seed.agent, { conversation_id: ids[0]! });
      await assignNext(
        services,
        { workspaceId: seed.workspaceId, teamId },
        DEFAULT_VALUES['routing.capacity'],
      );
      const [after] = await database().orm.execute<{ assignee_id: string | null; rule: string | null }>(sql`
        select c.assignee_id, d.rule from conversations c
        left join routing_decisions d on d.workspace_id = c.workspace_id and d.conversation_id = c.id
        where c.workspace_id = ${seed.workspaceId} and c.id = ${ids[0]!}`);
      const said =
        choice.kind === 'chosen'
          ? { assignee_id: choice.member_id, rule: choice.rule }
          : { assignee_id: null };
      expect(after, `${JSON.stringify(rule)} ${JSON.stringify(choice)}`).toMatchObject(said);
    }
  });
});
