import { and, eq } from 'drizzle-orm';
import type { SiteWidget } from '../../shared/protocol/sites.ts';
import { compareSettings } from '../../shared/widget-settings/compare-settings.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { findSite, lockLiveSite, refuseStale, type SiteRow } from './access.ts';
import { refuseUnknownTeams } from './refuse-unknown-teams.ts';
import { sites } from './tables.ts';

export async function readWidget(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  siteId: string,
): Promise<SiteWidget> {
  return widgetView(await findSite(db.orm, actor, siteId));
}

/** Keeps the draft, for whoever goes on with it. The widget of the site does not change. */
export async function saveWidgetDraft(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  siteId: string,
  { version, settings }: { version: number; settings: WidgetSettings },
): Promise<SiteWidget> {
  return db.orm.transaction(async (tx) => {
    const before = await lockLiveSite(tx, actor, siteId);
    refuseStale(version, before.draftVersion);
    await refuseUnknownTeams(tx, actor, settings);
    const published = liftSettings(before.settings);
    const draft = compareSettings(published, settings).length === 0 ? null : settings;
    const draftVersion = before.draftVersion + 1;
    await tx
      .update(sites)
      .set({ draft, draftVersion })
      .where(and(eq(sites.workspaceId, actor.workspaceId), eq(sites.id, siteId)));
    return widgetView({ ...before, draft, draftVersion });
  });
}

export function widgetView(row: SiteRow): SiteWidget {
  const published = liftSettings(row.settings);
  return {
    draft: row.draft === null ? published : liftSettings(row.draft),
    published,
    version: row.draftVersion,
    published_version: row.settingsVersion,
  };
}
