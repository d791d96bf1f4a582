import { desc, eq } from 'drizzle-orm';
import type { SettingsAnswer } from '../../shared/settings/settings-wire.ts';
import { isSettingKey, type SettingValues } from '../../shared/settings/registry.ts';
import { liftStored } from '../../shared/settings/lift-stored.ts';
import type { StoredSettings } from '../../shared/settings/stored-settings.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { valuesOf } from './stored-values.ts';
import { settingsVersions, workspaceSettings } from './tables.ts';

type Reader = Pick<Database['orm'], 'select'>;

export interface VersionedValues {
  version: number;
  values: SettingValues;
}

export interface StoredVersion {
  version: number;
  values: StoredSettings;
}

export async function readStored(orm: Reader, workspaceId: string): Promise<StoredVersion> {
  const [row] = await orm
    .select({
      version: workspaceSettings.version,
      schema: workspaceSettings.schema,
      values: workspaceSettings.values,
    })
    .from(workspaceSettings)
    .where(eq(workspaceSettings.workspaceId, workspaceId));
  return row
    ? { version: row.version, values: liftStored(row.schema, row.values) }
    : { version: 0, values: {} };
}

/** What is in effect in a workspace. */
export async function readSettings(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
): Promise<VersionedValues> {
  const { version, values } = await readStored(orm, workspaceId);
  return { version, values: valuesOf(values) };
}

/** What a settings form needs. */
export async function getSettings(
  { db }: { db: Database },
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
): Promise<SettingsAnswer> {
  const { version, values } = await readStored(db.orm, workspaceId);
  const [last] = await db.orm
    .select({ at: settingsVersions.createdAt, by: settingsVersions.memberName })
    .from(settingsVersions)
    .where(eq(settingsVersions.workspaceId, workspaceId))
    .orderBy(desc(settingsVersions.version))
    .limit(1);
  return {
    version,
    values: valuesOf(values),
    changed: Object.keys(values).filter(isSettingKey),
    updated: last ? { at: last.at.toISOString(), by: last.by } : null,
  };
}
