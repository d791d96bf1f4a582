import type postgres from 'postgres';

/** Where the logs stand, so that clients go on from where they were. */
export interface Positions {
  workspaces: number;
  conversations: number;
  entries: number;
  /** The highest `rev` of any workspace. */
  rev: number;
  /** Conversations whose row does not agree with their entries, and workspaces behind theirs. Should be 0. */
  misfits: number;
}

export async function readPositions(tx: postgres.TransactionSql): Promise<Positions> {
  const [positions] = await tx<Positions[]>`
    with logs as (
      select workspace_id, conversation_id, count(*) as entries, max(seq) as seq, max(public_seq) as public_seq, max(rev) as rev
      from entries group by 1, 2
    )
    select
      (select count(*) from workspaces) as workspaces,
      (select count(*) from conversations) as conversations,
      (select coalesce(sum(entries), 0)::bigint from logs) as entries,
      (select coalesce(max(rev), 0) from workspaces) as rev,
      (select count(*) from conversations c
        left join logs l on l.workspace_id = c.workspace_id and l.conversation_id = c.id
        where c.seq <> coalesce(l.seq, 0) or c.public_seq <> coalesce(l.public_seq, 0))
      + (select count(*) from workspaces w where w.rev < (select max(rev) from logs where workspace_id = w.id))
      as misfits`;
  if (!positions) throw new Error('The positions could not be read');
  return positions;
}
