import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditFilters, AuditPage } from '../../shared/audit/audit-entry.ts';
import type { AgentActor } from '../identity.ts';
import { seedMember, seedSite } from '../testing/seed-people.ts';
import { createTestApp, SHOP, type TestApp } from '../testing/test-app.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { csvLine } from './csv.ts';
import { exportAudit } from './export-audit.ts';
import { recordAudit, type AuditActor, type AuditRecord } from './record-audit.ts';

const join = async (pieces: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};

describeEachDatabase('the audit log over HTTP', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp(database());
  });
  afterAll(() => app.close());

  const fresh = async () => {
    const { workspaceId } = await seedSite(database(), [SHOP]);
    const { userId, memberId } = await seedMember(database(), { workspaceId, role: 'admin' });
    const admin: AgentActor = {
      kind: 'agent',
      workspaceId,
      memberId,
      userId,
      name: 'Ada',
      role: 'admin',
      sessionId: randomUUID(),
    };
    const { cookie } = await app.cookieOf(userId);
    const path = `/api/v1/workspaces/${workspaceId}/audit`;
    const get = async <T>(rest = '') => (await (await app.get(path + rest, { cookie })).json()) as T;
    const record = (actor: AuditActor, ...records: AuditRecord[]) =>
      database().orm.transaction(async (tx) => {
        for (const one of records) await recordAudit(tx, actor, one);
      });
    return { admin, workspaceId, path, cookie, get, record };
  };
  const about = (label: string, action: AuditRecord['action'] = 'member.invited'): AuditRecord => ({
    action,
    target: { type: 'member', id: '1', label },
  });
  const labels = ({ entries }: AuditPage) => entries.map(({ target }) => target.label);

  it('comes newest first, in pages without gap or overlap', async () => {
    const { admin, get, record } = await fresh();
    await record(admin, ...Array.from({ length: 101 }, (_, at) => about(`n${at}`)));
    const first = await get<AuditPage>();
    await record(admin, about('later'));
    const second = await get<AuditPage>(`?before=${first.next}`);
    const third = await get<AuditPage>(`?before=${second.next}`);
    const expected = Array.from({ length: 101 }, (_, at) => `n${100 - at}`);
    expect([first, second, third].flatMap(labels)).toEqual(expected);
    expect(third.next).toBeNull();
  });

  it('is narrowed by actor, action, dates and words, which are no patterns', async () => {
    const { admin, workspaceId, get, record } = await fresh();
    const other = { ...admin, memberId: randomUUID(), name: 'Grace' };
    await record(admin, about('Mo'), about('Shop', 'site.created'));
    await record(other, { ...about('100%'), details: { role: 'agent_x' } });
    await record({ kind: 'operator', workspaceId }, about('Ops', 'member.created'));
    const found = async (query: string) => labels(await get<AuditPage>(`?${query}`));
    expect(await found(`actor=${other.memberId}`)).toEqual(['100%']);
    expect(await found('actor=operator')).toEqual(['Ops']);
    expect(await found('action=site.created')).toEqual(['Shop']);
    expect(await found('action=member')).toEqual(['Ops', '100%', 'Mo']);
    expect(await found('q=gRaCe')).toEqual(['100%']);
    expect(await found('q=%25')).toEqual(['100%']);
    expect(await found('q=agent_x')).toEqual(['100%']);
    expect(await found('q=agent.x')).toEqual([]);
    const hour = (by: number) => encodeURIComponent(new Date(Date.now() + by * 3_600_000).toISOString());
    expect(await found(`from=${hour(-1)}&to=${hour(1)}`)).toHaveLength(4);
    expect(await found(`to=${hour(-1)}`)).toEqual([]);
    expect(await get<AuditFilters>('/filters')).toEqual({
      actors: expect.arrayContaining([
        { id: admin.memberId, name: 'Ada' },
        { id: other.memberId, name: 'Grace' },
      ]),
      actions: ['member.created', 'member.invited', 'site.created'],
    });
  });

  it.each(['actor=me', 'action=%27', 'from=yesterday', 'before=1', `q=${'x'.repeat(101)}`])(
    '[S27] refuses %s and names the field',
    async (query) => {
      const { path, cookie } = await fresh();
      const refused = await app.get(`${path}?${query}`, { cookie });
      expect(refused.status).toBe(400);
      expect(((await refused.json()) as { error: { field: string } }).error.field).toBe(query.split('=')[0]);
    },
  );

  it('[S2, S3] never shows another workspace, also by its filters and ids', async () => {
    const mine = await fresh();
    const theirs = await fresh();
    await theirs.record(theirs.admin, about('CANARY'));
    const [entry] = (await theirs.get<AuditPage>()).entries;
    for (const query of ['', `?actor=${theirs.admin.memberId}`, `?q=CANARY`]) {
      expect(await mine.get<AuditPage>(query)).toEqual({ entries: [], next: null });
    }
    expect(entry?.target.label).toBe('CANARY');
    expect(await mine.get<AuditFilters>('/filters')).toEqual({ actors: [], actions: [] });
    const stolen = await app.get(`${theirs.path}/export`, { cookie: mine.cookie });
    expect(stolen.status).toBe(404);
    expect(await stolen.text()).not.toContain('CANARY');
  });

  it('is exported whole, as CSV that no spreadsheet runs and as JSON', async () => {
    const { admin, path, cookie, record } = await fresh();
    await record(admin, about('=HYPERLINK("https://evil.test")'), about('Mo, "the" one\nline'));
    const csv = await app.get(`${path}/export?format=csv`, { cookie });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="bellhop-audit-[\d-]+\.csv"$/,
    );
    const text = await csv.text();
    expect(text).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
    expect(text).toContain('"Mo, ""the"" one\nline"');
    const json = JSON.parse(
      await (await app.get(`${path}/export?format=json`, { cookie })).text(),
    ) as AuditPage;
    expect(labels(json)).toEqual(['Mo, "the" one\nline', '=HYPERLINK("https://evil.test")']);
  });

  it('is exported in pages, and says where it was cut', async () => {
    const { admin, record } = await fresh();
    await record(admin, ...Array.from({ length: 1_203 }, (_, at) => about(`n${at}`)));
    const read = async (max?: number) => {
      const text = await join(exportAudit({ db: database() }, admin, {}, 'json', max));
      return JSON.parse(text) as AuditPage & { cut: string | null };
    };
    const whole = await read();
    expect(labels(whole)).toEqual(Array.from({ length: 1_203 }, (_, at) => `n${1_202 - at}`));
    expect(whole.cut).toBeNull();
    expect((await read(1_203)).cut).toBeNull();
    const cut = await read(700);
    expect(cut.entries).toHaveLength(700);
    expect(cut.cut).toContain('Narrow the dates');
    expect(await join(exportAudit({ db: database() }, admin, {}, 'csv', 5))).toContain('Narrow the dates');
  });
});

describe('[S12] a CSV cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '%1', '|cmd'])('%j is text', (cell) => {
    expect(csvLine([cell]).replace(/^"/, '').startsWith("'")).toBe(true);
  });
  it.each(['plain', 'a=b', '2027-01-01T00:00:00.000Z', ''])('%j stays as it is', (cell) => {
    expect(csvLine([cell])).toBe(`${cell}\r\n`);
  });
});
