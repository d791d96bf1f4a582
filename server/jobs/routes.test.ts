import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JobView, RetentionPreview } from '../../shared/jobs/job-wire.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { seedIdle } from '../testing/seed-idle.ts';
import { seedAgent, seedWorkspace } from '../testing/seed.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { useDatabase } from '../testing/test-database.ts';

describe('the routes of the jobs', () => {
  const database = useDatabase('postgres');
  let node: TestApp;
  let other: TestApp;
  beforeAll(async () => {
    [node, other] = [await createTestApp(database()), await createTestApp(database())];
  });
  afterAll(async () => {
    await node.close();
    await other.close();
  });

  it('run a job now on whichever node looks first, under the setting of that moment, and tell the result', async () => {
    const seed = await seedWorkspace(database());
    const admin = await seedAgent(database(), seed.workspaceId, 'Ada', 'admin');
    const { cookie } = await node.cookieOf(admin.userId);
    const base = `/api/v1/workspaces/${seed.workspaceId}`;
    const jobOf = async (name: string) => {
      const answer = await node.get(`${base}/jobs`, { cookie });
      return ((await answer.json()) as { jobs: JobView[] }).jobs.find((job) => job.name === name);
    };
    const preview = async (query = '') => {
      const answer = await node.get(`${base}/retention-preview${query}`, { cookie });
      return { status: answer.status, body: (await answer.json()) as RetentionPreview };
    };
    await vi.waitUntil(async () => (await jobOf('retention'))?.outcome === 'done', { timeout: 15_000 });

    await seedIdle(database(), seed, 3, 60 * 24 * 20);
    await database().orm.execute(sql`
      update conversations set status = 'ended', ended_at = created_at where workspace_id = ${seed.workspaceId}`);
    expect((await preview()).body).toMatchObject({ days: 0, conversations: 0 });
    expect((await preview('?days=10')).body).toMatchObject({ days: 10, conversations: 3, entries: 6 });
    expect(await preview('?days=3')).toMatchObject({ status: 400, body: { error: { field: 'days' } } });

    const changes = { 'retention.conversation_days': 10 };
    await changeSettings(other.services, admin, { base_version: 0, changes });
    await vi.waitUntil(async () => (await preview()).body.days === 10, { timeout: 5_000 });
    const asked = await node.post(`${base}/jobs/retention/run`, {}, { cookie });
    expect(asked.status).toBe(200);
    await vi.waitUntil(async () => (await jobOf('retention'))?.result?.counts.conversations === 3, {
      timeout: 15_000,
    });
    expect((await preview()).body).toMatchObject({ days: 10, conversations: 0 });
  });
});
