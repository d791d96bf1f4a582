import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AvailabilityChange, AvailabilityHistory } from '../../shared/protocol/supervision.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { AgentActor } from '../identity.ts';
import { wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';

const PAGE = 50;
const CURSOR = /^(\d{1,16})_([0-9a-f-]{36})$/;

/** Which changes are looked for. Bound values only (S27). */
export const availabilityQuery = z.object({
  member_id: z.uuid().optional(),
  /** From this instant on, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  before: z.string().max(60).optional(),
});

interface Row extends Record<string, unknown> {
  change: AvailabilityChange;
  cursor: string;
}

/** [Q9] What was said of whom, newest first, each with the moment at which the next took its place. */
export async function listAvailability(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
  { member_id, from, to, before }: z.infer<typeof availabilityQuery>,
): Promise<AvailabilityHistory> {
  const rows = await db.orm.execute<Row>(sql`
    select json_build_object('id', a.id, 'member', json_build_object('id', m.id, 'name', m.name),
        'at', ${sql.raw(wireTime('a.at'))},
        'until', (select ${sql.raw(wireTime('min(n.at)'))} from availability_changes n
          where n.workspace_id = a.workspace_id and n.member_id = a.member_id and n.at > a.at),
        'availability', a.availability, 'accepts_chats', a.accepts_chats, 'by_itself', a.by_itself,
        'reason', a.reason,
        'set_by', case when s.id is null then null else json_build_object('id', s.id, 'name', s.name) end) as change,
      (extract(epoch from a.at) * 1000000)::bigint || '_' || a.id as cursor
    from availability_changes a
    join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
    left join members s on s.workspace_id = a.workspace_id and s.id = a.set_by
    where a.workspace_id = ${workspaceId}
      ${member_id === undefined ? sql`` : sql`and a.member_id = ${member_id}`}
      ${from === undefined ? sql`` : sql`and a.at >= ${from}::timestamptz`}
      ${to === undefined ? sql`` : sql`and a.at < ${to}::timestamptz`}
      ${before === undefined ? sql`` : olderThan(before)}
    order by a.at desc, a.id desc
    limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  return {
    changes: shown.map(({ change }) => change),
    next: rows.length > PAGE ? (shown.at(-1)?.cursor ?? null) : null,
  };
}

/** In whole microseconds, as the database keeps them. */
function olderThan(cursor: string) {
  const [, micros, id] = CURSOR.exec(cursor) ?? [];
  if (micros === undefined || id === undefined || !z.uuid().safeParse(id).success)
    throw new BellhopError('bad_request', 'This is no cursor of this list.', { field: 'before' });
  return sql`and (a.at, a.id) <
    (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::uuid)`;
}
