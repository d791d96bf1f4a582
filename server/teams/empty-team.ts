import { sql } from 'drizzle-orm';
import type { AppendJob, NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';

const PAGE = 500;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

interface Heir {
  id: string;
  name: string;
}

/**
 * [Q12] Conversations of a team that is being deleted become those of the team that takes over, or of the workspace. Who
 * waits keeps their place. In pages: a team may have had many.
 */
export async function emptyTeam(
  { log }: Pick<Services, 'log'>,
  workspaceId: string,
  teamId: string,
  heir: Heir | null,
): Promise<void> {
  for (;;) {
    const moved = await log.transact(async (tx, _append, appendAll) => {
      const chats = await tx.execute<{ id: string; waits: boolean }>(sql`
        select c.id, c.status = 'waiting' and c.assignee_id is null as waits from conversations c
        where c.workspace_id = ${workspaceId} and c.team_id = ${teamId}
        order by c.id limit ${PAGE} for no key update of c`);
      if (chats.length === 0) return 0;
      const ids = JSON.stringify(chats.map(({ id }) => id));
      const those = sql`(select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`;
      const here = sql`workspace_id = ${workspaceId}`;
      await tx.execute(sql`delete from offers where ${here} and conversation_id in ${those}`);
      await tx.execute(sql`delete from offer_passes where ${here} and conversation_id in ${those}`);
      await tx.execute(
        sql`update conversations set team_id = ${heir?.id ?? null} where ${here} and id in ${those}`,
      );
      await appendAll(chats.map(({ id, waits }) => jobOf(workspaceId, id, waits ? [queuedTo(heir)] : [])));
      return chats.length;
    });
    if (moved < PAGE) return;
  }
}

const jobOf = (workspace_id: string, conversation_id: string, entries: NewEntry[]): AppendJob => ({
  ...{ workspace_id, conversation_id, entries },
  patch: {},
});

const queuedTo = (heir: Heir | null): NewEntry<'queued'> => ({
  type: 'queued',
  sender: SYSTEM,
  client_id: null,
  body: { team_id: heir?.id ?? null, team_name: heir?.name ?? null, why: 'team_deleted' },
});
