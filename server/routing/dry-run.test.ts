import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { assignNext } from './assign-next.ts';
import { dryRun } from './dry-run.ts';

const NAMES = ['Ada', 'Bo', 'Cy', 'Di'];
const AGENTS = NAMES.length;

/** How everybody stands. */
const standing = fc.record({
  strategy: fc.constantFrom('least_busy', 'round_robin', 'priority', 'manual'),
  sticky: fc.boolean(),
  chatLimit: fc.constantFrom(null, 1, 2),
  agents: fc.array(
    fc.record({
      availability: fc.constantFrom('online', 'online', 'online', 'away'),
      accepts: fc.boolean(),
      limit: fc.integer({ min: 1, max: 3 }),
      last: fc.integer({ min: 0, max: 3600 }),
      connected: fc.boolean(),
    }),
    { minLength: AGENTS, maxLength: AGENTS },
  ),
  passed: fc.nat({ max: AGENTS - 1 }),
});
type Standing = typeof standing extends fc.Arbitrary<infer S> ? S : never;

describeEachDatabase('[Q10] a dry run', (database) => {
  const settings = { get: async () => DEFAULT_VALUES };

  const check = async ({ agents: given, passed, ...rule }: Standing) => {
    const services = { ...testServices(database()), settings };
    const seed = await seedWorkspace(database());
    const { workspaceId } = seed;
    const { teamId, agents } = await seedTeam(database(), seed, NAMES, rule);
    const ids = await seedWaiting(database(), seed, teamId, 6);
    for (const [at, { availability, accepts, limit, last, connected }] of given.entries()) {
      const { memberId } = agents[at]!;
      await database().orm.execute(sql`
        update members set availability = ${availability}, accepts_chats = ${accepts}, chat_limit = ${limit},
          last_assigned_at = now() - make_interval(secs => ${last})
        where workspace_id = ${workspaceId} and id = ${memberId}`);
      if (!connected)
        await database().orm.execute(sql`
          delete from agent_leases where workspace_id = ${workspaceId} and member_id = ${memberId}`);
    }
    await database().orm.execute(sql`
      insert into offer_passes (workspace_id, conversation_id, member_id, how)
      values (${workspaceId}, ${ids[0]!}, ${agents[passed]!.memberId}, 'declined')`);
    const { choice } = await dryRun(services, seed.agent, { conversation_id: ids[0]! });
    await assignNext(services, { workspaceId, teamId }, DEFAULT_VALUES['routing.capacity']);
    const [after] = await database().orm.execute<{ assignee_id: string | null; rule: string | null }>(sql`
      select c.assignee_id, d.rule from conversations c
      left join routing_decisions d on d.workspace_id = c.workspace_id and d.conversation_id = c.id
      where c.workspace_id = ${workspaceId} and c.id = ${ids[0]!}`);
    expect(after).toMatchObject(
      choice.kind === 'chosen' ? { assignee_id: choice.member_id, rule: choice.rule } : { assignee_id: null },
    );
  };

  it('says of the head of a queue what then happens, however everybody stands', () =>
    fc.assert(fc.asyncProperty(standing, check), { numRuns: 10 }));
});
