import { and, eq, lte } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_SETTINGS_VERSIONS, type SiteWidget } from '../../shared/protocol/sites.ts';
import { compareSettings } from '../../shared/widget-settings/compare-settings.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import type { Transaction } from '../setup/transaction.ts';
import { lockLiveSite, refuseStale, type SiteRow } from './access.ts';
import { sites, widgetSettingsVersions } from './tables.ts';
import { widgetView } from './widget-draft.ts';

/** The draft becomes what the site's pages get, within two seconds on every node (see pages/site-loaders.ts). */
export async function publishWidget(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  siteId: string,
  version: number,
): Promise<SiteWidget> {
  return db.orm.transaction(async (tx) => {
    const before = await lockLiveSite(tx, actor, siteId);
    refuseStale(version, before.draftVersion);
    if (before.draft === null) return widgetView(before);
    return store(tx, actor, before, liftSettings(before.draft), null);
  });
}

/** An earlier version becomes the published one again, as a new version. A draft that there was is gone. */
export async function revertWidget(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  siteId: string,
  { version, to }: { version: number; to: number },
): Promise<SiteWidget> {
  return db.orm.transaction(async (tx) => {
    const before = await lockLiveSite(tx, actor, siteId);
    refuseStale(version, before.draftVersion);
    const [earlier] = await tx
      .select({ settings: widgetSettingsVersions.settings })
      .from(widgetSettingsVersions)
      .where(and(ofSite(before), eq(widgetSettingsVersions.version, to)));
    if (!earlier) throw new BellhopError('not_found', 'This version is not kept any more.', { field: 'to' });
    return store(tx, actor, before, liftSettings(earlier.settings), to);
  });
}

const ofSite = ({ workspaceId, id }: SiteRow) =>
  and(eq(widgetSettingsVersions.workspaceId, workspaceId), eq(widgetSettingsVersions.siteId, id));

async function store(
  tx: Transaction,
  actor: AgentActor,
  before: SiteRow,
  settings: WidgetSettings,
  revertedTo: number | null,
): Promise<SiteWidget> {
  const { workspaceId, id, settingsVersion, name } = before;
  const version = settingsVersion + 1;
  const began = { workspaceId, siteId: id, version: settingsVersion, settings: before.settings };
  await tx.insert(widgetSettingsVersions).values(began).onConflictDoNothing();
  await tx.insert(widgetSettingsVersions).values({
    workspaceId,
    siteId: id,
    version,
    settings,
    memberId: actor.memberId,
    memberName: actor.name,
    revertedTo,
  });
  await tx
    .delete(widgetSettingsVersions)
    .where(and(ofSite(before), lte(widgetSettingsVersions.version, version - MAX_SETTINGS_VERSIONS)));
  const now = { settings, settingsVersion: version, draft: null, draftVersion: before.draftVersion + 1 };
  await tx
    .update(sites)
    .set(now)
    .where(and(eq(sites.workspaceId, workspaceId), eq(sites.id, id)));
  await recordAudit(tx, actor, {
    action: revertedTo === null ? 'site.widget_published' : 'site.widget_reverted',
    target: { type: 'site', id, label: name },
    details: {
      version,
      ...(revertedTo !== null && { reverted_to: revertedTo }),
      changes: compareSettings(liftSettings(before.settings), settings),
    },
  });
  return widgetView({ ...before, ...now });
}
