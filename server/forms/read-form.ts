import { and, desc, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { FormAnswer, GivenForm } from '../../shared/protocol/forms.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import type { VisitorActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import { sites, widgetSettingsVersions } from '../sites/tables.ts';
import { fitForm } from './fit-form.ts';

/** A page that was opened before these were replaced still asks what they asked. */
const EARLIER_VERSIONS = 2;

/** What a site's pages get. */
export async function readPublished(tx: Transaction, actor: VisitorActor): Promise<WidgetSettings> {
  const [site] = await tx
    .select({ settings: sites.settings })
    .from(sites)
    .where(and(eq(sites.workspaceId, actor.workspaceId), eq(sites.id, actor.siteId)));
  return liftSettings(site?.settings);
}

async function readEarlier(tx: Transaction, actor: VisitorActor): Promise<WidgetSettings[]> {
  const { workspaceId, siteId, version, settings } = widgetSettingsVersions;
  const rows = await tx
    .select({ settings })
    .from(widgetSettingsVersions)
    .where(and(eq(workspaceId, actor.workspaceId), eq(siteId, actor.siteId)))
    .orderBy(desc(version))
    .limit(EARLIER_VERSIONS + 1);
  return rows.slice(1).map((row) => liftSettings(row.settings));
}

/** [FM1] The answers, as the published settings asked or those just before. Throws what is wrong by the published ones. */
export async function readForm(
  tx: Transaction,
  actor: VisitorActor,
  published: WidgetSettings,
  given: GivenForm,
): Promise<FormAnswer[]> {
  try {
    return fitForm(published, given);
  } catch (refusal) {
    for (const earlier of await readEarlier(tx, actor)) {
      try {
        return fitForm(earlier, given);
      } catch (error) {
        if (!(error instanceof BellhopError)) throw error;
      }
    }
    throw refusal;
  }
}
