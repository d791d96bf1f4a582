import { and, eq } from 'drizzle-orm';
import { readChosen } from '../../shared/preferences/preference-schema.ts';
import type { PreferencesAnswer } from '../../shared/preferences/preferences-wire.ts';
import type { AgentActor } from '../identity.ts';
import { memberNotFound } from '../members/lock-members.ts';
import { members } from '../members/tables.ts';
import { limitOf } from '../routing/limit-of.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';

export type PreferencesServices = Pick<Services, 'db' | 'bus'> & { settings: Pick<SettingsCache, 'get'> };

/** What an agent chose for themselves in this workspace, and what holds for the rest. */
export async function readPreferences(
  { db, settings }: Omit<PreferencesServices, 'bus'>,
  { workspaceId, memberId }: AgentActor,
): Promise<PreferencesAnswer> {
  const values = await settings.get(workspaceId);
  const [row] = await db.orm
    .select({
      version: members.preferencesVersion,
      stored: members.preferences,
      chatLimit: members.chatLimit,
    })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, memberId)));
  if (!row) throw memberNotFound();
  return {
    version: row.version,
    chosen: readChosen(row.stored),
    defaults: { sound: values['notifications.sound'], desktop: values['notifications.desktop'] },
    most_chats: limitOf(row.chatLimit, values['routing.capacity'], null),
  };
}
