import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { SiteChange } from '../../shared/protocol/sites.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { renewSettingsVersion } from '../settings/site-hours.ts';
import type { Transaction } from '../setup/transaction.ts';
import { teams } from '../teams/tables.ts';
import { lockLiveSite, refuseStale, type SiteRow } from './access.ts';
import { readLanguages } from './read-languages.ts';
import { readOrigins } from './read-origins.ts';
import { sites } from './tables.ts';

/** Name, allowed origins, languages, default team and hours, as one form shows them. */
export async function updateSite(
  { db, bus }: Pick<Services, 'db' | 'bus'>,
  actor: AgentActor,
  id: string,
  { version, name, ...typed }: SiteChange,
): Promise<void> {
  const allowedOrigins = readOrigins(typed.allowed_origins);
  const languages = readLanguages(typed.languages);
  const { workspaceId } = actor;
  const settings = await db.orm.transaction(async (tx) => {
    const before = await lockLiveSite(tx, actor, id);
    refuseStale(version, before.version);
    const { default_team_id: defaultTeamId, hours } = typed;
    const changed = { name, allowedOrigins, languages, defaultTeamId, hours };
    const details = changesOf(before, changed);
    if (Object.keys(details).length === 0) return null;
    if (defaultTeamId !== before.defaultTeamId) await requireTeam(tx, workspaceId, defaultTeamId);
    await tx
      .update(sites)
      .set({ ...changed, version: before.version + 1 })
      .where(and(eq(sites.workspaceId, workspaceId), eq(sites.id, id)));
    await recordAudit(tx, actor, {
      action: 'site.changed',
      target: { type: 'site', id, label: name },
      details,
    });
    const isTold = 'hours' in details || 'default_team_id' in details;
    return isTold ? renewSettingsVersion(tx, workspaceId) : null;
  });
  if (settings !== null) bus.publish({ kind: 'settings', workspaceId, version: settings });
}

/** Locked, so that it is not deleted meanwhile. */
async function requireTeam(tx: Transaction, workspaceId: string, id: string | null): Promise<void> {
  if (id === null) return;
  const found = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, id)))
    .for('key share');
  if (found.length > 0) return;
  throw new BellhopError('bad_request', 'Choose a team of this workspace.', { field: 'default_team_id' });
}

const FIELDS = {
  name: 'name',
  allowedOrigins: 'allowed_origins',
  languages: 'languages',
  defaultTeamId: 'default_team_id',
  hours: 'hours',
} as const;
type Details = Pick<SiteRow, keyof typeof FIELDS>;

function changesOf(before: Details, now: Details): Record<string, { from: unknown; to: unknown }> {
  const pairs = (Object.keys(FIELDS) as (keyof Details)[])
    // The order of keys is the database's in one of them.
    .filter((field) => !isDeepStrictEqual(before[field], now[field]))
    .map((field) => [FIELDS[field], { from: before[field], to: now[field] }] as const);
  return Object.fromEntries(pairs);
}
