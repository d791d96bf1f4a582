import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { seedWorkspace } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { workspaces } from '../workspaces/tables.ts';
import { hideSecrets } from './hide-secrets.ts';
import { orderedId } from './ordered-id.ts';
import { recordAudit } from './record-audit.ts';
import { auditEntries } from './tables.ts';

const INVITED = { action: 'member.invited', target: { type: 'member', id: 'm', label: 'Mo' } } as const;
const messageOf = (error: unknown) => String((error as { cause?: unknown }).cause ?? error);

describeEachDatabase('[S33] the audit log', (database) => {
  const seeded = async () => {
    const { agent } = await seedWorkspace(database());
    await database().orm.transaction((tx) =>
      recordAudit(tx, agent, { ...INVITED, details: { role: 'admin' } }),
    );
    return agent;
  };
  const stored = (workspaceId: string) =>
    database().orm.select().from(auditEntries).where(eq(auditEntries.workspaceId, workspaceId));

  it('names who did what to what', async () => {
    const agent = await seeded();
    expect(await stored(agent.workspaceId)).toMatchObject([
      {
        actorKind: 'agent',
        actorId: agent.memberId,
        actorName: agent.name,
        action: 'member.invited',
        targetType: 'member',
        targetId: 'm',
        targetLabel: 'Mo',
        details: { role: 'admin' },
      },
    ]);
  });

  it('goes with its transaction', async () => {
    const { agent } = await seedWorkspace(database());
    const failing = database().orm.transaction(async (tx) => {
      await recordAudit(tx, agent, INVITED);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await stored(agent.workspaceId)).toEqual([]);
  });

  it.each([
    ['an update', sql`update audit_entries set actor_name = 'Nobody'`],
    ['a deletion', sql`delete from audit_entries`],
    ['a truncation', sql`truncate audit_entries`],
  ])('refuses %s', async (_what, statement) => {
    const { workspaceId } = await seeded();
    const failed = await database()
      .orm.execute(statement)
      .then(
        () => undefined,
        (error: unknown) => messageOf(error),
      );
    expect(failed).toContain('append-only');
    expect(await stored(workspaceId)).toHaveLength(1);
  });

  it('goes with the erasure of the whole workspace', async () => {
    const { workspaceId } = await seeded();
    await database().orm.transaction((tx) => tx.delete(workspaces).where(eq(workspaces.id, workspaceId)));
    expect(await stored(workspaceId)).toEqual([]);
  });
});

describe('[S7] details', () => {
  it('lose what is named like a secret, at any depth', () => {
    const canary = 'CANARY-1';
    const kept = hideSecrets({
      role: 'admin',
      password: canary,
      nested: [{ clientSecret: canary, resetToken: canary, label: 'x' }],
    });
    expect(JSON.stringify(kept)).not.toContain(canary);
    expect(kept).toMatchObject({ role: 'admin', nested: [{ label: 'x' }] });
  });

  it('have an end', () => {
    const endless: Record<string, unknown> = { text: 'x'.repeat(100_000), many: Array(10_000).fill(1) };
    endless['self'] = endless;
    expect(JSON.stringify(hideSecrets(endless)).length).toBeLessThan(40_000);
  });
});

it('orderedId sorts as it was made, within a millisecond and over a full counter', () => {
  const now = Date.now();
  const ids = Array.from({ length: 10_000 }, () => orderedId(now));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
