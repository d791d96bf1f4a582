import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorDetails } from '../../shared/protocol/visitors.ts';
import type { Database } from '../db/database.ts';
import { wireTime } from '../log/append-statement.ts';

const time = (column: string) => sql.raw(wireTime(column));

interface VisitorRecord extends VisitorDetails, Record<string, unknown> {
  /** When they were last seen, to the microsecond: where a page ends. */
  exact: string;
}

/** Visitors `v` as the wire has them; `where` starts with the workspace. The page is cut before anything is counted. */
export async function selectVisitors(
  { orm }: Pick<Database, 'orm'>,
  where: SQL,
  { order = sql``, limit }: { order?: SQL; limit?: number } = {},
): Promise<VisitorRecord[]> {
  const page = limit === undefined ? sql`` : sql`${order} limit ${limit}`;
  const rows = await orm.execute<VisitorRecord>(sql`
    select v.id, v.name, v.email, v.attributes, v.sources, v.subject, v.subject is not null as verified,
      json_build_object('id', s.id, 'name', coalesce(nullif(s.name, ''), s.settings ->> 'name')) as site,
      ${time('v.created_at')} as first_seen_at, ${time('v.last_seen_at')} as last_seen_at,
      ${time('v.blocked_at')} as blocked_at, ${time('v.erased_at')} as erased_at,
      counted.total as conversations, counted.unfinished as open_conversations,
      to_char(v.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact
    from (select v.* from visitors v where ${where} ${page}) v
    join sites s on s.workspace_id = v.workspace_id and s.id = v.site_id
    cross join lateral (
      select count(*)::int as total, (count(*) filter (where c.status <> 'ended'))::int as unfinished
      from conversations c
      where c.workspace_id = v.workspace_id and c.visitor_id = v.id and c.number is not null
    ) counted
    ${order}`);
  return [...rows];
}

export const visitorNotFound = () => new BellhopError('not_found', 'There is no such visitor.');
