import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { PREFERENCE_SCHEMAS } from '../../shared/preferences/preference-schema.ts';
import { PREFERENCE_DEFAULTS, PREFERENCE_KEYS } from '../../shared/preferences/registry.ts';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { transfer } from '../conversations/transfer.ts';
import { assignNext } from '../routing/assign-next.ts';
import { readAvailability } from '../routing/read-availability.ts';
import { seedTeam, seedWaiting } from '../testing/seed-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { changePreferences } from './change-preferences.ts';
import { readPreferences } from './read-preferences.ts';

it('every default that is not "nothing" fits its own schema', () => {
  for (const key of PREFERENCE_KEYS.filter((one) => PREFERENCE_DEFAULTS[one] !== null))
    expect(PREFERENCE_SCHEMAS[key].parse(PREFERENCE_DEFAULTS[key])).toEqual(PREFERENCE_DEFAULTS[key]);
});

describeEachDatabase('preferences', (database) => {
  const settings = { get: async () => ({ ...DEFAULT_VALUES, 'notifications.sound': false }) };
  const stage = async () => {
    const services = { ...testServices(database()), settings };
    const seed = await seedWorkspace(database());
    const told: string[] = [];
    services.bus.subscribe((message) => told.push(message.kind));
    return { services, seed, told };
  };

  it('begin with nothing chosen, and what the workspace has for that', async () => {
    const { services, seed } = await stage();
    expect(await readPreferences(services, seed.agent)).toEqual({
      version: 0,
      chosen: {},
      defaults: { sound: false, desktop: true },
      most_chats: 5,
    });
  });

  it('are changed all or none, counted, told once, and forgotten again', async () => {
    const { services, seed, told } = await stage();
    const change = (changes: Record<string, unknown>) => changePreferences(services, seed.agent, { changes });
    const chosen = { 'sound.volume': 30, 'signature.text': 'Ada\nFern' };
    expect(await change({ 'sound.volume': 30, 'signature.text': ' Ada\r\nFern ' })).toMatchObject({
      version: 1,
      chosen,
    });
    expect(told).toEqual(['preferences']);
    expect(await change(chosen)).toMatchObject({ version: 1 });
    expect(told).toHaveLength(1);
    const both = { 'sound.on': false, 'look.theme': 'pink' };
    await expect(change(both)).rejects.toMatchObject({ code: 'bad_request', field: 'look.theme' });
    await expect(change({ theme: 'dark' })).rejects.toMatchObject({ field: 'theme' });
    await expect(change({ constructor: 1 })).rejects.toMatchObject({ field: 'constructor' });
    await expect(change({ 'signature.text': 'a\u0000b' })).rejects.toMatchObject({ field: 'signature.text' });
    await expect(change({ 'signature.text': 'x'.repeat(501) })).rejects.toMatchObject({
      field: 'signature.text',
    });
    expect(await change({ 'sound.volume': null })).toMatchObject({
      version: 2,
      chosen: { 'signature.text': 'Ada\nFern' },
    });
  });

  it('[S1] are one’s own: a colleague’s stay as they are', async () => {
    const { services, seed } = await stage();
    const bo = await seedAgent(database(), seed.workspaceId, 'Bo', 'owner');
    await changePreferences(services, seed.agent, { changes: { 'look.density': 'compact' } });
    expect(await readPreferences(services, bo)).toMatchObject({ version: 0, chosen: {} });
  });

  it('of two changes at once both stand', async () => {
    const { services, seed } = await stage();
    await Promise.all([
      changePreferences(services, seed.agent, { changes: { 'sound.on': true } }),
      changePreferences(services, seed.agent, { changes: { 'keys.single': false } }),
    ]);
    expect(await readPreferences(services, seed.agent)).toMatchObject({
      version: 2,
      chosen: { 'sound.on': true, 'keys.single': false },
    });
  });

  it('what is stored and not understood counts as not chosen', async () => {
    const { services, seed } = await stage();
    const stored = JSON.stringify({ 'look.theme': 'neon', 'sound.volume': 10, later: true });
    await database().orm.execute(
      sql`update members set preferences = ${stored}::jsonb where id = ${seed.agent.memberId}`,
    );
    expect((await readPreferences(services, seed.agent)).chosen).toEqual({ 'sound.volume': 10 });
  });

  it('a limit of one’s own lowers and never raises, and routing keeps it', async () => {
    const { services, seed, told } = await stage();
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada']);
    const [ada] = agents;
    const limit = (chats: number | null) =>
      changePreferences(services, ada!, { changes: { 'chats.limit': chats } });
    await expect(limit(6)).rejects.toMatchObject({ code: 'bad_request', field: 'chats.limit' });
    await limit(2);
    expect(told).toEqual(['preferences', 'availability']);
    await seedWaiting(database(), seed, teamId, 4);
    const queue = { workspaceId: seed.workspaceId, teamId };
    expect(await assignNext(services, queue, 5)).toMatchObject({ given: 2 });
    expect(await readAvailability(services, ada!, { member_id: ada!.memberId })).toMatchObject({
      load: 2,
      limit: 2,
    });
    // An admin who allows less than that is kept too.
    await limit(null);
    await limit(5);
    await database().orm.execute(sql`update members set chat_limit = 3 where id = ${ada!.memberId}`);
    expect(await assignNext(services, queue, 5)).toMatchObject({ given: 1 });
  });

  it('who accepts by themselves is assigned where others are asked', async () => {
    const { services, seed } = await stage();
    const given = { strategy: 'round_robin', offerSeconds: 30 } as const;
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada', 'Bo'], given);
    await changePreferences(services, agents[0]!, { changes: { 'chats.auto_accept': true } });
    await seedWaiting(database(), seed, teamId, 2);
    expect(await assignNext(services, { workspaceId: seed.workspaceId, teamId }, 5)).toMatchObject({
      given: 2,
    });
    const rows = await database().orm.execute<{ line: string }>(sql`
      select e.type || ' ' || (e.body ->> 'name') || ' ' || c.status as line
      from entries e join conversations c on c.workspace_id = e.workspace_id and c.id = e.conversation_id
      where e.workspace_id = ${seed.workspaceId} order by c.queued_at`);
    expect(rows.map(({ line }) => line)).toEqual(['assigned Ada open', 'offered Bo waiting']);
    const offers = await database().orm.execute(
      sql`select member_id from offers where workspace_id = ${seed.workspaceId}`,
    );
    expect(offers.map(({ member_id }) => member_id)).toEqual([agents[1]!.memberId]);
  });

  it('a transfer that is offered to them is theirs at once, while they are at work', async () => {
    const { services, seed } = await stage();
    const { teamId, agents } = await seedTeam(database(), seed, ['Ada', 'Bo'], { strategy: 'priority' });
    const [ada, bo] = agents;
    const ids = await seedWaiting(database(), seed, teamId, 2);
    await assignNext(services, { workspaceId: seed.workspaceId, teamId }, 5);
    await changePreferences(services, bo!, { changes: { 'chats.auto_accept': true } });
    const offer = (conversation_id: string) =>
      transfer(services, ada!, {
        conversation_id,
        client_id: crypto.randomUUID(),
        to: { kind: 'member', id: bo!.memberId },
        as: 'offer',
      });
    await offer(ids[0]!);
    await database().orm.execute(sql`update members set availability = 'away' where id = ${bo!.memberId}`);
    await offer(ids[1]!);
    const rows = await database().orm.execute<{ who: string }>(sql`
      select assignee_name as who from conversations where workspace_id = ${seed.workspaceId} order by queued_at`);
    expect(rows.map(({ who }) => who)).toEqual(['Bo', 'Ada']);
  });
});
