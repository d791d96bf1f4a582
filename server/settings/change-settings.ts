import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { isSettingKey, settingOf, type SettingKey } from '../../shared/settings/registry.ts';
import { SETTINGS_SCHEMA } from '../../shared/settings/lift-stored.ts';
import { SETTING_SCHEMAS } from '../../shared/settings/setting-schema.ts';
import type { SettingsAnswer, SettingsChange } from '../../shared/settings/settings-wire.ts';
import type { SettingChange, StoredSettings } from '../../shared/settings/stored-settings.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Bus } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { getSettings, readStored } from './read-settings.ts';
import { settingsVersions, workspaceSettings } from './tables.ts';

type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/** Changes settings, all or none; every node hears of it. What is as it was makes no version. */
export async function changeSettings(
  services: { db: Database; bus: Bus },
  actor: AgentActor,
  { base_version, changes }: SettingsChange,
): Promise<SettingsAnswer> {
  const wanted = checkedChanges(changes);
  const { workspaceId } = actor;
  const version = await services.db.orm.transaction(async (tx) => {
    await lockSettings(tx, workspaceId);
    const stored = await readStored(tx, workspaceId);
    await refuseOverwriting(tx, actor, base_version, wanted);
    return store(tx, actor, stored.version, stored.values, wanted);
  });
  if (version !== null) services.bus.publish({ kind: 'settings', workspaceId, version });
  return getSettings(services, actor);
}

type Wanted = ReadonlyMap<SettingKey, unknown>;

/** Null stays null: back to the default. */
function checkedChanges(changes: Record<string, unknown>): Wanted {
  return new Map(
    Object.entries(changes).map(([key, value]) => {
      if (!isSettingKey(key))
        throw new BellhopError('bad_request', 'There is no such setting.', { field: key });
      return [key, value === null ? null : checkedSetting(key, value)];
    }),
  );
}

/** The value as it is stored, or an error that names the field. */
export function checkedSetting(key: SettingKey, value: unknown): unknown {
  const parsed = SETTING_SCHEMAS[key].safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = [key, ...(issue?.path ?? [])].join('.');
  throw new BellhopError('bad_request', issue?.message ?? 'This value does not fit.', { field });
}

async function lockSettings(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.insert(workspaceSettings).values({ workspaceId, version: 0, values: {} }).onConflictDoNothing();
  await tx.execute(
    sql`select version from workspace_settings where workspace_id = ${workspaceId} for update`,
  );
}

/** Two people may change different settings at once; the same one only after seeing what the other made of it. */
async function refuseOverwriting(
  tx: Transaction,
  { workspaceId }: AgentActor,
  baseVersion: number,
  wanted: Wanted,
): Promise<void> {
  const since = await tx
    .select()
    .from(settingsVersions)
    .where(and(eq(settingsVersions.workspaceId, workspaceId), gt(settingsVersions.version, baseVersion)))
    .orderBy(asc(settingsVersions.version));
  for (const { changes, memberName } of since.toReversed()) {
    const both = changes.find(({ key }) => isSettingKey(key) && wanted.has(key));
    if (!both || !isSettingKey(both.key)) continue;
    const { label } = settingOf(both.key);
    throw new BellhopError(
      'conflict',
      `${memberName} changed “${label}” while you were editing. Look at the new value, then save again.`,
      { field: both.key },
    );
  }
}

async function store(
  tx: Transaction,
  actor: AgentActor,
  version: number,
  stored: StoredSettings,
  wanted: Wanted,
): Promise<number | null> {
  const changes = whatChanges(stored, wanted);
  if (changes.length === 0) return null;
  const { workspaceId, memberId, name: memberName } = actor;
  const next = version + 1;
  const values = applied(stored, changes);
  await tx
    .update(workspaceSettings)
    .set({ version: next, schema: SETTINGS_SCHEMA, values, updatedAt: sql`now()` })
    .where(eq(workspaceSettings.workspaceId, workspaceId));
  await tx.insert(settingsVersions).values({ workspaceId, version: next, changes, memberId, memberName });
  await recordAudit(tx, actor, {
    action: 'settings.changed',
    target: { type: 'settings', id: String(next), label: labelOf(changes) },
    details: { changes },
  });
  return next;
}

/** A default is written out, so that history still tells what was in effect when a later version has another. */
function whatChanges(stored: StoredSettings, wanted: Wanted): SettingChange[] {
  const changes = [...wanted].map(([key, value]) => {
    const inEffect = (own: unknown) => own ?? settingOf(key).default;
    return { key, from: inEffect(stored[key]), to: inEffect(value) };
  });
  return changes.filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

/** What is as by default is not stored: it follows the default. */
function applied(stored: StoredSettings, changes: readonly SettingChange[]): StoredSettings {
  const values = { ...stored };
  for (const { key, to } of changes) {
    if (isSettingKey(key) && isDeepStrictEqual(to, settingOf(key).default)) delete values[key];
    else values[key] = to;
  }
  return values;
}

const labelOf = (changes: readonly SettingChange[]): string =>
  changes.map(({ key }) => (isSettingKey(key) ? settingOf(key).label : key)).join(', ');
