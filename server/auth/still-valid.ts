import { sql } from 'drizzle-orm';
import type { Role } from '../../shared/protocol/http.ts';
import type { Services } from '../services.ts';

/** The rights that connected sockets stand on. */
export interface Rights {
  /** Visitor tokens, with whose they are: a merge changes that. */
  visitorTokens: { id: string; visitorId: string }[];
  /** Ids of sign-in sessions. */
  sessions: string[];
  members: { id: string; role: Role }[];
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
  const memberIds = rights.members.map(({ id }) => id);
  const [visitorTokens, sessions, members] = await Promise.all([
    query<{ id: string; visitorId: string }>(
      tokenIds.length,
      sql`select t.id, t.visitor_id as "visitorId" from visitor_tokens t
        join visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
        join sites s on s.workspace_id = v.workspace_id and s.id = v.site_id
        where t.id in ${uuids(tokenIds)} and t.revoked_at is null and t.expires_at > now()
          and s.archived_at is null and v.blocked_at is null`,
    ),
    query<{ id: string }>(
      rights.sessions.length,
      sql`select id from session where id in ${ids(rights.sessions)} and expires_at > now()`,
    ),
    query<{ id: string; role: Role }>(
      memberIds.length,
      sql`select id, role from members where id in ${uuids(memberIds)} and deactivated_at is null`,
    ),
  ]);
  return {
    visitorTokens,
    sessions: sessions.map(({ id }) => id),
    members,
  };
}
