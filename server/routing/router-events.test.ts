import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { transfer } from '../conversations/transfer.ts';
import { setChatLimit } from '../members/set-chat-limit.ts';
import { changeTeam } from '../teams/save-team.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { ANSWERED_GRACE_SECONDS } from './return-chats.ts';
import { Router } from './router.ts';
import { setAvailability } from './set-availability.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const NEVER_MS = 3_600_000;
const ONE = { 'routing.capacity': 1 };

describeEachDatabase('[Q3] events move a queue at once, without a sweep:', (database) => {
  const stage = async (names: string[], count: number, given: Parameters<typeof seedTeam>[3] = {}) => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const { workspaceId } = seed;
    const admin = await seedAgent(database(), workspaceId, 'Root', 'admin');
    const team = await seedTeam(database(), seed, names, given);
    const ids = await seedWaiting(database(), seed, team.teamId, count);
    const errors: unknown[] = [];
    const router = new Router(services, {
      settings: { get: async () => ({ ...DEFAULT_VALUES, ...ONE }) },
      nodeId: randomUUID(),
      connectedAgents: () => [],
      onError: (error) => errors.push(error),
      sweepMs: NEVER_MS,
    });
    await router.start();
    await router.idle();
    const holders = async () => {
      const rows = await database().orm.execute<{ name: string | null }>(sql`
        select assignee_name as name from conversations where workspace_id = ${workspaceId} order by queued_at`);
      return rows.map(({ name }) => name);
    };
    const become = (wanted: (string | null)[]) =>
      vi.waitFor(async () => expect(await holders()).toEqual(wanted), PATIENCE);
    const end = async () => {
      await router.stop();
      expect(errors).toEqual([]);
    };
    return { services, seed, workspaceId, admin, ...team, ids, router, become, end };
  };
  const named = (conversation_id: string) => ({ conversation_id, client_id: randomUUID() });

  it('a chat ends, or is given to somebody else', async () => {
    const { services, admin, agents, ids, become, end } = await stage(['Ada'], 3);
    await become(['Ada', null, null]);
    await endConversation(services, agents[0]!, named(ids[0]!));
    await become(['Ada', 'Ada', null]);
    const to = { kind: 'member', id: admin.memberId } as const;
    await transfer(services, agents[0]!, { ...named(ids[1]!), to, as: 'direct' });
    await become(['Ada', 'Root', 'Ada']);
    await end();
  });

  it('an agent comes back, or takes more', async () => {
    const { services, admin, agents, become, end } = await stage(['Ada'], 2);
    await become(['Ada', null]);
    await setChatLimit(services, admin, { member_id: agents[0]!.memberId, chat_limit: 2 });
    await become(['Ada', 'Ada']);
    await end();
    const later = await stage(['Bo'], 0);
    const say = { accepts_chats: true, reason: null, by_itself: false };
    const member_id = later.agents[0]!.memberId;
    await setAvailability(later.services, later.agents[0]!, { ...say, availability: 'away', member_id });
    await seedWaiting(database(), later.seed, later.teamId, 1);
    await setAvailability(later.services, later.agents[0]!, { ...say, availability: 'online', member_id });
    await later.become(['Bo']);
    await later.end();
  });

  it('somebody joins the team', async () => {
    const { services, admin, workspaceId, teamId, agents, become, end } = await stage(['Ada'], 2);
    await become(['Ada', null]);
    const bo = await seedTeam(database(), { workspaceId } as never, ['Bo']);
    const member_ids = [...agents, ...bo.agents].map(({ memberId }) => memberId);
    await changeTeam(services, admin, {
      ...{ team_id: teamId, name: 'Support', strategy: 'least_busy', sticky: false, offer_seconds: null },
      ...{ chat_limit: null, queue_limit: null, expectation: '', overflow_team_id: null, hours: null },
      member_ids,
    });
    await become(['Ada', 'Bo']);
    await end();
  });

  it('an offer ends in its time, one that another process made too', async () => {
    const { workspaceId, agents, ids, become, end, router } = await stage(['Ada', 'Bo'], 1, {
      strategy: 'priority',
      offerSeconds: 600,
    });
    await router.stop();
    await database().orm.execute(sql`
      update offers set until = now() + interval '300 milliseconds' where workspace_id = ${workspaceId}`);
    const next = new Router(testServices(database()), {
      settings: { get: async () => DEFAULT_VALUES },
      nodeId: randomUUID(),
      connectedAgents: () => [],
      onError: (error) => expect.fail(String(error)),
      sweepMs: NEVER_MS,
    });
    await next.start();
    await vi.waitFor(async () => {
      const [offer] = await database().orm.execute<{ member_id: string }>(sql`
        select member_id from offers where workspace_id = ${workspaceId} and conversation_id = ${ids[0]!}`);
      expect(offer?.member_id).toBe(agents[1]!.memberId);
    }, PATIENCE);
    await become([null]);
    await next.stop();
    await end();
  });

  it('[Q11] what was opened again in no team waits for who had it, and not for ever', async () => {
    const { workspaceId, agents, ids, become, end, router } = await stage(['Ada'], 1);
    await become(['Ada']);
    const since = (seconds: number) =>
      database().orm.execute(sql`
        update conversations set status = 'waiting', team_id = null, queued_at = now() - make_interval(secs => ${seconds})
        where workspace_id = ${workspaceId} and id = ${ids[0]!}`);
    await since(ANSWERED_GRACE_SECONDS + 1);
    await router.sweep();
    await become(['Ada']);
    await database().orm.execute(sql`
      update agent_leases set until = now() where workspace_id = ${workspaceId} and member_id = ${agents[0]!.memberId}`);
    await since(1);
    await router.sweep();
    await become(['Ada']);
    await since(ANSWERED_GRACE_SECONDS + 1);
    await router.sweep();
    await become([null]);
    await end();
  });
});
