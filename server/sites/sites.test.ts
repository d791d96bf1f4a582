import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MAX_RETIRED_KEYS, MAX_SITES } from '../../shared/protocol/sites.ts';
import type { TeamRequest } from '../../shared/protocol/teams.ts';
import { auditEntries } from '../audit/tables.ts';
import { stillValid } from '../auth/still-valid.ts';
import type { AgentActor } from '../identity.ts';
import { createTeam, deleteTeam } from '../teams/save-team.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { SHOP } from '../testing/test-app.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { openVisitorSession } from '../visitors/open-visitor-session.ts';
import { resolveVisitor } from '../visitors/visitor-actor.ts';
import { archiveSite, restoreSite } from './archive-site.ts';
import { createSite } from './create-site.ts';
import { findSiteByKey } from './find-site.ts';
import { listSites, readSite } from './list-sites.ts';
import { readOrigins } from './read-origins.ts';
import { rotateSiteKey } from './rotate-site-key.ts';
import { inItsLetters } from './site-view.ts';
import { retiredSiteKeys, sites } from './tables.ts';
import { updateSite } from './update-site.ts';

describe('readOrigins', () => {
  const refusal = (...typed: string[]) => {
    try {
      return readOrigins(typed);
    } catch (error) {
      return error;
    }
  };

  it.each([
    [
      'https://shop.example/path',
      'no path: only scheme, host and port count. Did you mean https://shop.example?',
    ],
    ['https://shop.example?x=1', 'no path'],
    ['https://*.shop.example', 'Wildcards'],
    ['*', 'Wildcards'],
    ['https://me@shop.example', 'no user name. Did you mean https://shop.example?'],
    ['shop.example', 'Put the scheme in front: https://shop.example.'],
    ['ftp://shop.example', 'not with ftp://'],
    ['https:\\\\shop.example', 'no backslashes'],
    ['https://a b', 'no spaces'],
    ['', 'Fill this in'],
    ['https://', 'looks like'],
  ])('[S17] says what is wrong with %j', (typed, words) => {
    expect(refusal('https://ok.example', typed)).toMatchObject({
      code: 'bad_request',
      field: 'allowed_origins.1',
      message: expect.stringContaining(words) as string,
    });
  });

  it('finds the same origin in another spelling', () => {
    expect(refusal('https://bücher.example', 'https://XN--bcher-kva.example:443/')).toMatchObject({
      field: 'allowed_origins.1',
      message: 'https://xn--bcher-kva.example is in this list already.',
    });
  });

  it('shows punycode both ways', () => {
    expect(inItsLetters('https://xn--bcher-kva.example:8443')).toBe('https://bücher.example:8443');
    expect(inItsLetters('https://www.xn--hop-ehd.example')).toBe('https://www.ѕhop.example');
    expect(inItsLetters('https://shop.example')).toBeNull();
  });
});

const PLAIN_TEAM = {
  strategy: 'manual' as const,
  sticky: false,
  offer_seconds: null,
  chat_limit: null,
  queue_limit: null,
  expectation: '',
  overflow_team_id: null,
  hours: null,
  member_ids: [],
} satisfies Partial<TeamRequest>;

describeEachDatabase('sites', (database) => {
  const services = () => testServices(database());
  const newSite = async (name = 'Shop') => {
    const { agent } = await seedWorkspace(database());
    return { agent, site: await createSite(services(), agent, { name, allowed_origins: [SHOP] }) };
  };
  const change = (over: object) => ({
    version: 1,
    name: 'Shop',
    allowed_origins: [SHOP],
    languages: ['en'],
    default_team_id: null,
    hours: null,
    ...over,
  });
  const audited = async ({ workspaceId }: AgentActor) =>
    (await database().orm.select().from(auditEntries).where(eq(auditEntries.workspaceId, workspaceId))).map(
      ({ action }) => action,
    );

  it('come with a key that works at once, and are recorded', async () => {
    const { agent, site } = await newSite('Fern');
    expect(site.key).toMatch(/^[\w-]{16}$/);
    expect(await findSiteByKey(database(), site.key)).toMatchObject({ id: site.id, allowedOrigins: [SHOP] });
    expect((await listSites(services(), agent)).rows.map(({ name }) => name)).toContain('Fern');
    expect(await audited(agent)).toEqual(['site.created']);
  });

  it('[S28] are at most so many, also when two are created at once; archived ones do not count', async () => {
    const { agent, site } = await newSite();
    const { workspaceId } = agent;
    const [{ length }] = [
      await database().orm.select().from(sites).where(eq(sites.workspaceId, workspaceId)),
    ];
    const more = Array.from({ length: MAX_SITES - length - 1 }, (_, at) => ({
      ...site,
      id: crypto.randomUUID(),
      key: `${site.id}-${at}`,
    }));
    await database().orm.insert(sites).values(more);
    const create = () => createSite(services(), agent, { name: 'One more', allowed_origins: [] });
    const results = await Promise.allSettled([create(), create(), create()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await archiveSite(services(), agent, site.id);
    await expect(create()).resolves.toBeTruthy();
    await expect(restoreSite(services(), agent, site.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('change name, origins and languages, and never over what somebody else changed', async () => {
    const { agent, site } = await newSite();
    await updateSite(
      services(),
      agent,
      site.id,
      change({ name: 'New', languages: ['pt-br', 'EN', 'pt-BR'] }),
    );
    const { row } = await readSite(services(), agent, site.id);
    expect(row).toMatchObject({ name: 'New', languages: ['pt-BR', 'en'], version: 2 });
    const stale = updateSite(services(), agent, site.id, change({ name: 'Mine' }));
    await expect(stale).rejects.toMatchObject({ code: 'conflict', field: 'version' });
    const odd = updateSite(services(), agent, site.id, change({ version: 2, languages: ['en', 'no such!'] }));
    await expect(odd).rejects.toMatchObject({ code: 'bad_request', field: 'languages.1' });
    expect(await audited(agent)).toEqual(['site.created', 'site.changed']);
  });

  it('have a default team of their workspace, until that is deleted', async () => {
    const { agent, site } = await newSite();
    const admin = await seedAgent(database(), agent.workspaceId, 'Ada', 'admin');
    const outsider = await seedAgent(
      database(),
      (await seedWorkspace(database())).workspaceId,
      'Out',
      'owner',
    );
    const team = { ...PLAIN_TEAM, name: 'Sales' };
    const ours = await createTeam(services(), admin, team);
    const theirs = await createTeam(services(), outsider, team);
    const choose = (version: number, default_team_id: string) =>
      updateSite(services(), admin, site.id, change({ version, default_team_id }));
    const refusal = { code: 'bad_request', field: 'default_team_id' };
    await expect(choose(1, theirs.id)).rejects.toMatchObject(refusal);
    await expect(choose(1, crypto.randomUUID())).rejects.toMatchObject(refusal);
    await choose(1, ours.id);
    expect((await readSite(services(), admin, site.id)).row.defaultTeamId).toBe(ours.id);
    const [changed] = await database()
      .orm.select()
      .from(auditEntries)
      .where(and(eq(auditEntries.workspaceId, agent.workspaceId), eq(auditEntries.action, 'site.changed')));
    expect(changed?.details).toEqual({ default_team_id: { from: null, to: ours.id } });
    await deleteTeam(services(), admin, { team_id: ours.id });
    expect((await readSite(services(), admin, site.id)).row.defaultTeamId).toBeNull();
    await expect(choose(2, ours.id)).rejects.toMatchObject(refusal);
  });

  it('are not there for an outsider', async () => {
    const { site } = await newSite();
    const { agent: outsider } = await seedWorkspace(database());
    const gone = { code: 'not_found' };
    await expect(readSite(services(), outsider, site.id)).rejects.toMatchObject(gone);
    await expect(updateSite(services(), outsider, site.id, change({ name: 'X' }))).rejects.toMatchObject(
      gone,
    );
    await expect(rotateSiteKey(services(), outsider, site.id, 0)).rejects.toMatchObject(gone);
    await expect(archiveSite(services(), outsider, site.id)).rejects.toMatchObject(gone);
    expect((await findSiteByKey(database(), site.key))?.id).toBe(site.id);
  });

  describe('rotating the key', () => {
    it('lets the old key work for its grace, then knows it no more', async () => {
      const { agent, site } = await newSite();
      const visitor = await openVisitorSession(services(), { siteKey: site.key, origin: SHOP });
      await rotateSiteKey(services(), agent, site.id, 7);
      const { row, retired } = await readSite(services(), agent, site.id);
      expect(row.key).not.toBe(site.key);
      expect(retired.map(({ key }) => key)).toEqual([site.key]);
      const days = ((retired[0]?.validUntil.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(days).toBeCloseTo(7, 2);
      for (const siteKey of [row.key, site.key]) {
        const actor = await resolveVisitor(services(), { token: visitor.token, siteKey, origin: SHOP });
        expect(actor.siteId).toBe(site.id);
      }
      await database()
        .orm.update(retiredSiteKeys)
        .set({ validUntil: new Date(Date.now() - 1000) })
        .where(eq(retiredSiteKeys.key, site.key));
      expect(await findSiteByKey(database(), site.key)).toBeNull();
      const unknown = (siteKey: string) =>
        openVisitorSession(services(), { siteKey, origin: SHOP }).catch((error: unknown) => error);
      expect(await unknown(site.key)).toEqual(await unknown('no-such-key'));
    });

    it('ends the old key at once where that is asked for', async () => {
      const { agent, site } = await newSite();
      await rotateSiteKey(services(), agent, site.id, 0);
      expect(await findSiteByKey(database(), site.key)).toBeNull();
    });

    it('keeps a key to its own site', async () => {
      const { agent, site } = await newSite();
      const other = await createSite(services(), agent, { name: 'Other', allowed_origins: [SHOP] });
      await rotateSiteKey(services(), agent, other.id, 7);
      const { token } = await openVisitorSession(services(), { siteKey: site.key, origin: SHOP });
      const asOther = resolveVisitor(services(), { token, siteKey: other.key, origin: SHOP });
      await expect(asOther).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('[S28] leaves at most so many old keys working', async () => {
      const { agent, site } = await newSite();
      for (let n = 0; n < MAX_RETIRED_KEYS; n++) await rotateSiteKey(services(), agent, site.id, 1);
      const before = (await readSite(services(), agent, site.id)).row.key;
      const refused = rotateSiteKey(services(), agent, site.id, 1);
      await expect(refused).rejects.toMatchObject({ code: 'conflict', field: 'grace_days' });
      expect((await readSite(services(), agent, site.id)).row.key).toBe(before);
      await rotateSiteKey(services(), agent, site.id, 0);
      expect(await findSiteByKey(database(), before)).toBeNull();
    });
  });

  it('are silent when archived, for who comes and for who is there, and speak again when brought back', async () => {
    const { agent, site } = await newSite();
    const { token } = await openVisitorSession(services(), { siteKey: site.key, origin: SHOP });
    const who = () => resolveVisitor(services(), { token, siteKey: site.key, origin: SHOP });
    const { tokenId: id, visitorId } = await who();
    const visitorTokens = [{ id, visitorId }];
    const connected = async () =>
      (await stillValid(services(), { visitorTokens, sessions: [], members: [] })).visitorTokens;
    expect(await connected()).toEqual(visitorTokens);
    await archiveSite(services(), agent, site.id);
    await archiveSite(services(), agent, site.id);
    await expect(who()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await connected()).toEqual([]);
    expect(await findSiteByKey(database(), site.key)).toBeNull();
    await expect(rotateSiteKey(services(), agent, site.id, 0)).rejects.toMatchObject({ code: 'conflict' });
    await restoreSite(services(), agent, site.id);
    expect((await who()).siteId).toBe(site.id);
    expect(await audited(agent)).toEqual(['site.created', 'site.archived', 'site.restored']);
  });
});
