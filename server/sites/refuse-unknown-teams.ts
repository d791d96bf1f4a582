import { and, eq, inArray } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../setup/transaction.ts';
import { teams } from '../teams/tables.ts';

/** [S3] A team that visitors may choose is one of this workspace. */
export async function refuseUnknownTeams(
  tx: Transaction,
  { workspaceId }: AgentActor,
  { pre_chat }: WidgetSettings,
): Promise<void> {
  const asked = pre_chat.teams.map(({ team_id }) => team_id);
  if (asked.length === 0) return;
  const rows = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), inArray(teams.id, asked)));
  const known = new Set(rows.map(({ id }) => id));
  const at = asked.findIndex((id) => !known.has(id));
  if (at === -1) return;
  throw new BellhopError('bad_request', 'There is no such team any more. Choose another, or remove it.', {
    field: `settings.pre_chat.teams.${at}.team_id`,
  });
}
