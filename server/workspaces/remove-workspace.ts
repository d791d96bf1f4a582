import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

type Orm = Pick<Database, 'orm'>;

const SLICE = 1_000;
/** How long a workspace is shut before what it stored goes: sockets are closed by then, and nothing is under way. */
const SETTLE = sql`interval '10 seconds'`;

/** What can be large, so that it goes in slices; what stands on another before what it stands on. */
const LARGE = [
  'entries',
  'conversation_marks',
  'conversations',
  'visitor_tokens',
  'visitor_activity',
  'visitors',
] as const;

export interface DueDeletion extends Record<string, unknown> {
  id: string;
  state: 'open' | 'shut' | 'settled';
}

/** Workspaces whose day has come. */
export const findDueDeletions = ({ orm }: Orm): Promise<DueDeletion[]> =>
  orm.execute<DueDeletion>(sql`
    select workspace_id as id, case when shut_at is null then 'open'
      when shut_at > now() - ${SETTLE} then 'shut' else 'settled' end as state
    from workspace_deletions where delete_at <= now() order by delete_at`);

/**
 * Nobody is let in any more: sites answer like unknown ones, members work here no more, invitations open nothing. The
 * sockets of all of them end with their rights. Answers the members whose rights ended; none when it was called off.
 */
export const shutWorkspace = ({ orm }: Orm, id: string): Promise<string[]> =>
  orm.transaction(async (tx) => {
    // Members, workspace, deletion: the order in which an owner who calls it off takes them.
    await tx.execute(sql`select 1 from members where workspace_id = ${id} order by id for no key update`);
    await tx.execute(sql`select 1 from workspaces where id = ${id} for no key update`);
    const due = await tx.execute(sql`
      select 1 from workspace_deletions
      where workspace_id = ${id} and delete_at <= now() and shut_at is null for update`);
    if (due.length === 0) return [];
    const members = await tx.execute<{ id: string }>(sql`
      update members set deactivated_at = now() where workspace_id = ${id} and deactivated_at is null
      returning id`);
    await tx.execute(
      sql`update sites set archived_at = now() where workspace_id = ${id} and archived_at is null`,
    );
    await tx.execute(sql`delete from invitations where workspace_id = ${id}`);
    // One that lets people of a domain join would make members anew.
    await tx.execute(sql`delete from sign_in_providers where workspace_id = ${id}`);
    await tx.execute(sql`update workspace_deletions set shut_at = now() where workspace_id = ${id}`);
    return members.map((member) => member.id);
  });

/** One slice of what is large. Answers how many rows went; when none did, `removeRest` has its turn. */
export async function removeSlice({ orm }: Orm, id: string): Promise<number> {
  for (const table of LARGE) {
    const rows = await orm.execute(slice(sql.raw(table), id));
    if (rows.length > 0) return rows.length;
  }
  return 0;
}

/** Two that remove at once take different rows. */
const slice = (table: SQL, id: string): SQL => sql`
  delete from ${table} where workspace_id = ${id} and ctid = any(array(
    select ctid from ${table} where workspace_id = ${id} limit ${SLICE} for update skip locked))
  returning 1`;

/**
 * The rest, with the workspace itself, in one transaction; what slices left to somebody else's lock as well. The audit log
 * goes with the row of its workspace and in no other way: its trigger lets nothing pass but that cascade.
 */
export const removeRest = ({ orm }: Orm, id: string): Promise<void> =>
  orm.transaction(async (tx) => {
    await tx.execute(sql`
      update installation set workspace_id = null, demo_site_id = null where workspace_id = ${id}`);
    const locked = await tx.execute(sql`
      select 1 from workspaces w join workspace_deletions d on d.workspace_id = w.id
      where w.id = ${id} and d.shut_at is not null for update of w`);
    if (locked.length === 0) return;
    for (const table of LARGE)
      await tx.execute(sql`delete from ${sql.raw(table)} where workspace_id = ${id}`);
    await tx.execute(sql`delete from invitations where workspace_id = ${id}`);
    const people = await tx.execute<{ user_id: string }>(sql`
      delete from members where workspace_id = ${id} returning user_id`);
    await tx.execute(sql`delete from workspaces where id = ${id}`);
    await removePeople(
      tx,
      people.map((one) => one.user_id),
    );
  });

/** Whoever works nowhere else has no account any more. */
const removePeople = (tx: Pick<Database['orm'], 'execute'>, ids: readonly string[]) =>
  tx.execute(sql`
    delete from "user" u where u.id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      and not exists (select 1 from members m where m.user_id = u.id)`);
