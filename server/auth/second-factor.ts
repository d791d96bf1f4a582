import { sql, type SQL } from 'drizzle-orm';
import { members } from '../members/tables.ts';
import { workspaceSettings } from '../settings/tables.ts';
import { signInProviders } from '../sign-in/tables.ts';
import { session, user } from './tables.ts';

/**
 * Whether a member lacks the second factor that the workspace asks for. Over `members` with their `user`, the
 * workspace's `workspace_settings` and `sign_in_providers`. A session of a password has one when the user has, because
 * signing in asked for it; a session of a provider when the owner says that the provider asks.
 */
export function lacksSecondFactor(onlyWorkspaceId: string | null | 'of the session'): SQL<boolean> {
  if (onlyWorkspaceId === 'of the session')
    return sql<boolean>`(${isAsked} and not case when ${session.onlyWorkspaceId} is null then ${byUser} else ${byProvider} end)`;
  return sql<boolean>`(${isAsked} and not ${onlyWorkspaceId === null ? byUser : byProvider})`;
}

/** Whether the workspace asks this member for a second factor. */
const isAsked = sql`case coalesce(${workspaceSettings.values} ->> 'security.two_factor', 'nobody')
  when 'everyone' then true
  when 'admins' then ${members.role} in ('owner', 'admin')
  else false end`;

const byUser = sql`coalesce(${user.twoFactorEnabled}, false)`;
const byProvider = sql`coalesce(${signInProviders.asksSecondFactor}, false)`;
