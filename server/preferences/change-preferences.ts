import { isDeepStrictEqual } from 'node:util';
import { and, eq, isNull } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { PREFERENCE_SCHEMAS } from '../../shared/preferences/preference-schema.ts';
import { isPreferenceKey, type PreferenceKey } from '../../shared/preferences/registry.ts';
import type { PreferencesAnswer, PreferencesChange } from '../../shared/preferences/preferences-wire.ts';
import type { AgentActor } from '../identity.ts';
import { memberNotFound } from '../members/lock-members.ts';
import { members } from '../members/tables.ts';
import { limitOf } from '../routing/limit-of.ts';
import { readPreferences, type PreferencesServices } from './read-preferences.ts';

/** What routing goes by. */
const ROUTED: readonly PreferenceKey[] = ['chats.limit', 'chats.auto_accept'];

/** Changes one's own preferences, all or none; one's other tabs hear of it. Of two changes of a key the later stands. */
export async function changePreferences(
  services: PreferencesServices,
  actor: AgentActor,
  { changes }: PreferencesChange,
): Promise<PreferencesAnswer> {
  const { db, bus, settings } = services;
  const { workspaceId, memberId } = actor;
  const wanted = checked(changes);
  const usual = (await settings.get(workspaceId))['routing.capacity'];
  const own = and(eq(members.workspaceId, workspaceId), eq(members.id, memberId));
  const changed = await db.orm.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(members)
      .where(and(own, isNull(members.deactivatedAt)))
      .for('no key update');
    if (!row) throw memberNotFound();
    refuseMore(wanted.get('chats.limit'), limitOf(row.chatLimit, usual, null));
    const next: Record<string, unknown> = { ...row.preferences };
    for (const [key, value] of wanted) {
      if (value === null) delete next[key];
      else next[key] = value;
    }
    const differing = [...wanted.keys()].filter((key) => !isDeepStrictEqual(next[key], row.preferences[key]));
    if (differing.length === 0) return null;
    const version = row.preferencesVersion + 1;
    await tx.update(members).set({ preferences: next, preferencesVersion: version }).where(own);
    return { version, isRouted: differing.some((key) => ROUTED.includes(key)) };
  });
  if (changed) {
    bus.publish({ kind: 'preferences', workspaceId, memberId, version: changed.version });
    if (changed.isRouted) bus.publish({ kind: 'availability', workspaceId, memberId });
  }
  return readPreferences(services, actor);
}

function checked(changes: PreferencesChange['changes']): Map<PreferenceKey, unknown> {
  const wanted = new Map<PreferenceKey, unknown>();
  for (const [key, value] of Object.entries(changes)) {
    if (!isPreferenceKey(key))
      throw new BellhopError('bad_request', 'There is no such preference.', { field: key.slice(0, 64) });
    wanted.set(key, value === null ? null : parsed(key, value));
  }
  return wanted;
}

function parsed(key: PreferenceKey, value: unknown): unknown {
  const { data, error } = PREFERENCE_SCHEMAS[key].safeParse(value);
  if (error)
    throw new BellhopError('bad_request', error.issues[0]?.message ?? 'This does not fit.', { field: key });
  return data;
}

/** Lower than what an admin allows, never higher. */
function refuseMore(wanted: unknown, most: number): void {
  if (typeof wanted === 'number' && wanted > most)
    throw new BellhopError('bad_request', `At most ${most}: an admin decided that.`, {
      field: 'chats.limit',
    });
}
