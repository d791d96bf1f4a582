import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';

interface Held extends Record<string, unknown> {
  workspace_id: string;
  id: string;
  member_id: string;
  name: string;
}

const PAGE = 200;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

/**
 * [M11] Unfinished conversations of agents who work here no more wait for another. Idempotent: what the log shows as
 * taken by somebody else meanwhile, or ended, is left alone, and what a crashed node left is found by the next sweep.
 */
export async function releaseConversations(services: Pick<Services, 'db' | 'log'>): Promise<number> {
  let released = 0;
  for (;;) {
    const held = await findHeld(services);
    const results = await Promise.all(held.map((one) => release(services, one)));
    const done = results.filter(Boolean).length;
    released += done;
    // What was refused has changed by itself; a page of nothing but refusals is for the next sweep.
    if (held.length < PAGE || done === 0) return released;
  }
}

const findHeld = ({ db }: Pick<Services, 'db'>): Promise<Held[]> =>
  db.orm.execute<Held>(sql`
    select c.workspace_id, c.id, m.id as member_id, m.name
    from members m
    join conversations c on c.workspace_id = m.workspace_id and c.assignee_id = m.id and c.status <> 'ended'
    where m.deactivated_at is not null and not exists (
      select 1 from workspace_deletions d where d.workspace_id = m.workspace_id and d.shut_at is not null)
    order by c.workspace_id, c.id
    limit ${PAGE}`);

async function release({ log }: Pick<Services, 'log'>, held: Held): Promise<boolean> {
  const { workspace_id, id, member_id, name } = held;
  const unassigned: NewEntry<'unassigned'> = {
    type: 'unassigned',
    sender: SYSTEM,
    client_id: null,
    body: { member_id, name },
  };
  const result = await log.append({
    workspace_id,
    conversation_id: id,
    entries: [unassigned],
    patch: { status: 'waiting', unassign: true },
    expect: { status: ['waiting', 'open', 'snoozed'], assignee_id: member_id },
  });
  return result.kind === 'appended';
}
