import { and, desc, eq, lt } from 'drizzle-orm';
import type { SettingsHistory } from '../../shared/protocol/sites.ts';
import { compareSettings } from '../../shared/widget-settings/compare-settings.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { findSite } from './access.ts';
import { widgetSettingsVersions } from './tables.ts';

const PAGE = 20;

/** What was published, the latest first: who, when, and what it changed. */
export async function listWidgetVersions(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  siteId: string,
  before: number | undefined,
): Promise<SettingsHistory> {
  const { id, workspaceId } = await findSite(db.orm, actor, siteId);
  const rows = await db.orm
    .select()
    .from(widgetSettingsVersions)
    .where(
      and(
        eq(widgetSettingsVersions.workspaceId, workspaceId),
        eq(widgetSettingsVersions.siteId, id),
        before === undefined ? undefined : lt(widgetSettingsVersions.version, before),
      ),
    )
    .orderBy(desc(widgetSettingsVersions.version))
    // One more than is shown: its settings are what the last one shown changed.
    .limit(PAGE + 1);
  const versions = rows.slice(0, PAGE).map((row, index) => {
    const earlier = rows[index + 1];
    const settings = liftSettings(row.settings);
    return {
      version: row.version,
      published_at: row.publishedAt.toISOString(),
      by: row.memberName,
      reverted_to: row.revertedTo,
      changes: earlier ? compareSettings(liftSettings(earlier.settings), settings) : [],
    };
  });
  return { versions, next: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
}
