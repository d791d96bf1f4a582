import { and, eq } from 'drizzle-orm';
import type { WidgetSettings } from '../../shared/widget-settings/schema.ts';
import type { Transaction } from '../log/run-append.ts';
import { teams } from '../teams/tables.ts';

/** [FM5] The team that a visitor chose, if the site offers it and it is still there. */
export async function offeredTeam(
  tx: Transaction,
  workspaceId: string,
  { pre_chat }: WidgetSettings,
  chosen: string | undefined,
): Promise<{ id: string; name: string } | null> {
  const offered = pre_chat.teams.find(({ id }) => id === chosen);
  if (!offered) return null;
  const [team] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, offered.team_id)))
    .for('key share');
  return team ? { id: team.id, name: offered.name } : null;
}
