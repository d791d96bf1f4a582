import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { TeamRequest } from '../../shared/protocol/teams.ts';
import { auditEntries } from '../audit/tables.ts';
import { getMember } from '../members/list-members.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { listTeams } from './list-teams.ts';
import { changeTeam, createTeam, deleteTeam, MAX_TEAMS } from './save-team.ts';
import { teams } from './tables.ts';

const PLAIN: TeamRequest = {
  name: 'Sales',
  strategy: 'round_robin',
  sticky: true,
  offer_seconds: 30,
  chat_limit: 3,
  queue_limit: null,
  expectation: 'Usually within the hour',
  overflow_team_id: null,
  hours: null,
  member_ids: [],
};

describeEachDatabase('teams', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const { workspaceId, agent } = await seedWorkspace(database());
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const outsider = await seedAgent(
      database(),
      (await seedWorkspace(database())).workspaceId,
      'Out',
      'owner',
    );
    return { services, admin, agent, outsider };
  };

  it('keep their agents in order, through every change', async () => {
    const { services, admin, agent } = await stage();
    const member_ids = [agent.memberId, admin.memberId];
    const made = await createTeam(services, admin, { ...PLAIN, member_ids });
    expect(await listTeams(services, agent)).toEqual([made]);
    expect(made).toMatchObject({ ...PLAIN, member_ids });
    const changed = {
      ...PLAIN,
      name: 'Support',
      strategy: 'manual',
      sticky: false,
      offer_seconds: null,
      member_ids: member_ids.toReversed(),
    } as const;
    await changeTeam(services, admin, { team_id: made.id, ...changed });
    expect(await listTeams(services, agent)).toEqual([{ id: made.id, ...changed }]);
    const { teams: inTeams } = await getMember(services, agent, { member_id: agent.memberId });
    expect(inTeams).toEqual([{ id: made.id, name: 'Support' }]);
    const log = await database()
      .orm.select()
      .from(auditEntries)
      .where(eq(auditEntries.workspaceId, admin.workspaceId));
    expect(log.map(({ action }) => action)).toEqual(['team.created', 'team.changed']);
  });

  it('refuse what does not hold, and say which field', async () => {
    const { services, admin, outsider } = await stage();
    const theirs = await createTeam(services, outsider, PLAIN);
    const a = await createTeam(services, admin, PLAIN);
    const b = await createTeam(services, admin, { ...PLAIN, name: 'B', overflow_team_id: a.id });
    const c = await createTeam(services, admin, { ...PLAIN, name: 'C', overflow_team_id: b.id });
    const change = (input: Partial<TeamRequest>) =>
      changeTeam(services, admin, { team_id: a.id, ...PLAIN, ...input });
    const refused = async (input: Partial<TeamRequest>, field: string) =>
      expect(change(input)).rejects.toMatchObject({ code: 'bad_request', field });
    await refused({ name: 'b' }, 'name');
    await refused({ overflow_team_id: a.id }, 'overflow_team_id');
    await refused({ overflow_team_id: b.id }, 'overflow_team_id');
    await refused({ overflow_team_id: c.id }, 'overflow_team_id');
    await refused({ overflow_team_id: theirs.id }, 'overflow_team_id');
    await refused({ overflow_team_id: randomUUID() }, 'overflow_team_id');
    await refused({ member_ids: [outsider.memberId] }, 'member_ids');
    await refused({ member_ids: [admin.memberId, randomUUID()] }, 'member_ids');
    expect((await listTeams(services, admin)).find(({ id }) => id === a.id)).toEqual(a);
  });

  it('never overflow in a circle, however many change at once', async () => {
    const { services, admin } = await stage();
    const made = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => createTeam(services, admin, { ...PLAIN, name })),
    );
    const results = await Promise.allSettled(
      made.map(({ id, name }, index) =>
        changeTeam(services, admin, {
          ...PLAIN,
          team_id: id,
          name,
          overflow_team_id: made[(index + 1) % made.length]!.id,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  it('go, and nobody overflows into them any more', async () => {
    const { services, admin, agent } = await stage();
    const a = await createTeam(services, admin, { ...PLAIN, member_ids: [agent.memberId] });
    const b = await createTeam(services, admin, { ...PLAIN, name: 'B', overflow_team_id: a.id });
    await deleteTeam(services, admin, { team_id: a.id });
    expect(await listTeams(services, admin)).toEqual([{ ...b, overflow_team_id: null }]);
    expect((await getMember(services, agent, { member_id: agent.memberId })).teams).toEqual([]);
  });

  it('are nothing to an outsider, nor to an agent who calls the verb', async () => {
    const { services, admin, agent, outsider } = await stage();
    const { id: team_id } = await createTeam(services, admin, PLAIN);
    const missing = { code: 'not_found' };
    expect(await listTeams(services, outsider)).toEqual([]);
    await expect(changeTeam(services, outsider, { ...PLAIN, team_id })).rejects.toMatchObject(missing);
    await expect(deleteTeam(services, outsider, { team_id })).rejects.toMatchObject(missing);
    await expect(deleteTeam(services, agent, { team_id })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listTeams(services, admin)).toHaveLength(1);
  });

  it('[S28] have a cap', async () => {
    const { services, admin } = await stage();
    const { workspaceId } = admin;
    const rows = Array.from({ length: MAX_TEAMS - 1 }, (_, index) => ({
      workspaceId,
      id: randomUUID(),
      name: `Team ${index}`,
      strategy: 'manual' as const,
      sticky: false,
      offer_seconds: null,
    }));
    await database().orm.insert(teams).values(rows);
    await createTeam(services, admin, PLAIN);
    await expect(createTeam(services, admin, { ...PLAIN, name: 'One more' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
