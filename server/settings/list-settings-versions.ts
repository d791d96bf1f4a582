import { and, desc, eq, lt } from 'drizzle-orm';
import type { SettingsHistory } from '../../shared/settings/settings-wire.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { settingsVersions as table } from './tables.ts';

const PAGE = 30;

/** A page of the history, newest first; `before` is a version. */
export async function listSettingsVersions(
  { db }: { db: Database },
  { workspaceId }: AgentActor,
  before?: number,
): Promise<SettingsHistory> {
  const rows = await db.orm
    .select()
    .from(table)
    .where(
      and(eq(table.workspaceId, workspaceId), before === undefined ? undefined : lt(table.version, before)),
    )
    .orderBy(desc(table.version))
    .limit(PAGE + 1);
  const versions = rows.slice(0, PAGE).map(({ version, createdAt, memberId, memberName, changes }) => ({
    version,
    at: createdAt.toISOString(),
    by: { id: memberId, name: memberName },
    changes,
  }));
  return { versions, next: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
}
