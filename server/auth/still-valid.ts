import { sql } from 'drizzle-orm';
import type { Role } from '../../shared/protocol/http.ts';
import type { Services } from '../services.ts';
import { lacksSecondFactor } from './second-factor.ts';

/** The rights that connected sockets stand on. */
export interface Rights {
  /** Visitor tokens, with whose they are: a merge changes that. Null: theirs who are blocked, as their next hello says. */
  visitorTokens: { id: string; visitorId: string | null }[];
  /** Ids of sign-in sessions. */
  sessions: string[];
  /** With the session that they are here by: it may lack a second factor that is asked for since. */
  members: { id: string; role: Role; sessionId: string }[];
}

/** [C3, S6] Those of the rights that still hold, the members with the role they have now. One query a kind. */
export async function stillValid({ db }: Pick<Services, 'db'>, rights: Rights): Promise<Rights> {
  const ids = (list: readonly string[]) =>
    sql`(select value from jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;
  const uuids = (list: readonly string[]) =>
    sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;
  const query = async <T extends Record<string, unknown>>(
    wanted: number,
    statement: ReturnType<typeof sql>,
  ) => (wanted === 0 ? [] : [...(await db.orm.execute<T>(statement))]);
  const tokenIds = rights.visitorTokens.map(({ id }) => id);
  const pairs = rights.members.map(({ id, sessionId }) => ({ id, session_id: sessionId }));
  const [visitorTokens, sessions, members] = await Promise.all([
    query<{ id: string; visitorId: string | null }>(
      tokenIds.length,
      sql`select t.id, case when v.blocked_at is null then t.visitor_id end as "visitorId" from visitor_tokens t
        join visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
        join sites s on s.workspace_id = v.workspace_id and s.id = v.site_id
        where t.id in ${uuids(tokenIds)} and t.revoked_at is null and t.expires_at > now()
          and s.archived_at is null`,
    ),
    query<{ id: string }>(
      rights.sessions.length,
      sql`select id from session where id in ${ids(rights.sessions)} and expires_at > now()`,
    ),
    query<Rights['members'][number]>(
      pairs.length,
      sql`select members.id, members.role, session.id as "sessionId"
        from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (id uuid, session_id text)
        join members on members.id = pair.id and members.deactivated_at is null
        join session on session.id = pair.session_id
        join "user" on "user".id = members.user_id
        left join workspace_settings on workspace_settings.workspace_id = members.workspace_id
        left join sign_in_providers on sign_in_providers.workspace_id = members.workspace_id
        where not ${lacksSecondFactor('of the session')}`,
    ),
  ]);
  return {
    visitorTokens,
    sessions: sessions.map(({ id }) => id),
    members,
  };
}
