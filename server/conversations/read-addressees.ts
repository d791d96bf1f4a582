import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Mentioned } from '../../shared/protocol/entries.ts';
import type { Addressee } from '../../shared/protocol/notes.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';

export interface SpokenTo {
  mentions: Mentioned[];
  /** Everybody whom that reaches, once, but the author. */
  notified: string[];
}

/** [N2] Whom ids of a client's name. One that is not of this workspace, or works here no more, refuses the whole. */
export async function readAddressees(
  tx: Transaction,
  { workspaceId, memberId }: AgentActor,
  given: readonly Addressee[],
): Promise<SpokenTo> {
  if (given.length === 0) return { mentions: [], notified: [] };
  const rows = await tx.execute<Mentioned & { reached: string[] } & Record<string, unknown>>(sql`
    with given as (
      select distinct on (kind, id) * from jsonb_to_recordset(${JSON.stringify(given.map((one, at) => ({ ...one, at })))}::jsonb)
        as g(kind text, id uuid, at int)
      order by kind, id, at
    )
    select g.kind, g.id, m.name, json_build_array(m.id) as reached, g.at
    from given g
    join members m on g.kind = 'member' and m.workspace_id = ${workspaceId} and m.id = g.id and m.deactivated_at is null
    union all
    select g.kind, g.id, t.name, (
      select coalesce(json_agg(m.id), '[]'::json) from team_members tm
      join members m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.deactivated_at is null
      where tm.workspace_id = t.workspace_id and tm.team_id = t.id), g.at
    from given g join teams t on g.kind = 'team' and t.workspace_id = ${workspaceId} and t.id = g.id`);
  const known = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
  if (given.some(({ kind, id }) => !known.has(`${kind} ${id}`)))
    throw new BellhopError('bad_request', 'Somebody who is mentioned does not work here any more.', {
      field: 'mentions',
    });
  const inOrder = rows.toSorted((a, b) => Number(a['at']) - Number(b['at']));
  const reached = new Set(inOrder.flatMap((row) => row.reached));
  reached.delete(memberId);
  return { mentions: inOrder.map(({ kind, id, name }) => ({ kind, id, name })), notified: [...reached] };
}
