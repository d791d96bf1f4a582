import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { ANSWERED_GRACE_SECONDS } from './return-chats.ts';

const GRACE = sql.raw(`interval '${ANSWERED_GRACE_SECONDS} seconds'`);
const PAGE = 200;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

interface Forsaken extends Record<string, unknown> {
  workspace_id: string;
  id: string;
  member_id: string;
  name: string;
}

/**
 * [Q11] A conversation of no team that was opened again waits for who had it. Who is not there within the grace loses it to
 * whoever takes it. Idempotent.
 */
export async function returnReopened({ db, log }: Pick<Services, 'db' | 'log'>): Promise<number> {
  const forsaken = await db.orm.execute<Forsaken>(sql`
    select c.workspace_id, c.id, c.assignee_id as member_id, c.assignee_name as name from conversations c
    where c.status = 'waiting' and c.assignee_id is not null and c.team_id is null
      and c.queued_at <= now() - ${GRACE}
      and not exists (select 1 from agent_leases l
        where l.workspace_id = c.workspace_id and l.member_id = c.assignee_id and l.until > now())
    order by c.workspace_id, c.id limit ${PAGE}`);
  const done = await Promise.all(
    forsaken.map(({ workspace_id, id, member_id, name }) => {
      const body = { member_id, name };
      const unassigned: NewEntry<'unassigned'> = {
        ...{ type: 'unassigned', sender: SYSTEM, client_id: null },
        body,
      };
      return log.append({
        workspace_id,
        conversation_id: id,
        entries: [unassigned],
        patch: { unassign: true },
        expect: { status: ['waiting'], assignee_id: member_id },
      });
    }),
  );
  return done.filter(({ kind }) => kind === 'appended').length;
}
