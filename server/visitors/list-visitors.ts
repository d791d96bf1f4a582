import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorPage, VisitorQuery } from '../../shared/protocol/visitors.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { selectVisitors } from './select-visitors.ts';

const PAGE = 50;
const ORDER = sql`order by v.last_seen_at desc, v.id desc`;
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A page of the workspace's visitors, those seen last first. Who was merged or erased is none any more. */
export async function listVisitors(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
  { cursor, ...query }: VisitorQuery & { cursor?: string | undefined },
): Promise<VisitorPage> {
  const living = sql`v.workspace_id = ${workspaceId} and v.merged_into is null and v.erased_at is null`;
  const rows = await selectVisitors(
    db,
    sql.join([living, ...matching(query), ...beyond(cursor)], sql` and `),
    { order: ORDER, limit: PAGE + 1 },
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    visitors: page.map(
      ({ exact: _exact, attributes: _attributes, sources: _sources, subject: _subject, ...visitor }) =>
        visitor,
    ),
    next: rows.length > PAGE && last ? `${last.exact}_${last.id}` : null,
  };
}

function matching({ q, site, blocked, open, seen_from, seen_to }: VisitorQuery): SQL[] {
  return [
    q ? containing(q) : undefined,
    site ? sql`v.site_id = ${site}` : undefined,
    blocked && (blocked === 'yes' ? sql`v.blocked_at is not null` : sql`v.blocked_at is null`),
    open && (open === 'yes' ? sql`exists ${UNFINISHED}` : sql`not exists ${UNFINISHED}`),
    seen_from ? sql`v.last_seen_at >= ${seen_from}::timestamptz` : undefined,
    seen_to ? sql`v.last_seen_at < ${seen_to}::timestamptz` : undefined,
  ].filter((condition) => condition !== undefined);
}

const UNFINISHED = sql`(select from conversations o where o.workspace_id = v.workspace_id
  and o.visitor_id = v.id and o.status <> 'ended' and o.number is not null)`;

function containing(words: string): SQL {
  const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  // As JSON spells it: a quote in an attribute is stored behind a backslash.
  const inJson = like(JSON.stringify(words).slice(1, -1));
  const pattern = like(words);
  return sql`(v.name ilike ${pattern} or v.email ilike ${pattern}
    or (v.attributes <> '{}' and v.attributes::text ilike ${inJson}))`;
}

function beyond(cursor: string | undefined): SQL[] {
  if (cursor === undefined) return [];
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)))
    throw new BellhopError('bad_request', 'This cursor is none of ours. Start from the first page.', {
      field: 'cursor',
    });
  return [sql`(v.last_seen_at, v.id) < (${at}::timestamptz, ${id}::uuid)`];
}
