import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { BusinessHours } from '../../shared/hours/schema.ts';
import type { Database } from '../db/database.ts';
import { sites } from '../sites/tables.ts';
import { teams } from '../teams/tables.ts';
import { workspaceSettings } from './tables.ts';

type Orm = Database['orm'];

/** By site: its own hours, else those of its default team. Who is not here follows the workspace. */
export async function readSiteHours(
  orm: Pick<Orm, 'select'>,
  workspaceId: string,
  siteId?: string,
): Promise<ReadonlyMap<string, BusinessHours>> {
  const hours = sql<BusinessHours>`coalesce(${sites.hours}, ${teams.hours})`;
  const rows = await orm
    .select({ id: sites.id, hours })
    .from(sites)
    .leftJoin(teams, and(eq(teams.workspaceId, sites.workspaceId), eq(teams.id, sites.defaultTeamId)))
    .where(
      and(
        eq(sites.workspaceId, workspaceId),
        isNotNull(hours),
        siteId === undefined ? undefined : eq(sites.id, siteId),
      ),
    );
  return new Map(rows.map(({ id, hours: own }) => [id, own]));
}

/**
 * To be called in the transaction that changes hours of a site or a team, and the result published after it: nodes know
 * these hours beside the settings, and read both anew when the settings have another version.
 */
export async function renewSettingsVersion(tx: Pick<Orm, 'insert'>, workspaceId: string): Promise<number> {
  const [row] = await tx
    .insert(workspaceSettings)
    .values({ workspaceId, version: 1, values: {} })
    .onConflictDoUpdate({
      target: workspaceSettings.workspaceId,
      set: { version: sql`${workspaceSettings.version} + 1` },
    })
    .returning({ version: workspaceSettings.version });
  if (!row) throw new Error('The version of the settings was not stored');
  return row.version;
}
