import { sql } from 'drizzle-orm';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import type { Queue } from './queue-head.ts';

const SYSTEM = { kind: 'system', id: null, name: null } as const;

/**
 * [Q7] To the team that takes over from this one, with its place; whoever let it pass here may be asked there. Answers the
 * queue that it is in now, or null where no team takes over. Teams never overflow in a circle.
 */
export function overflow(
  { log }: Pick<Services, 'log'>,
  { workspaceId, teamId }: Queue,
  conversationId: string,
): Promise<Queue | null> {
  return log.transact(async (tx, append) => {
    const [chat] = await tx.execute<{
      team_id: string | null;
      status: string;
      assignee_id: string | null;
    }>(sql`
      select team_id, status, assignee_id from conversations
      where workspace_id = ${workspaceId} and id = ${conversationId} for no key update`);
    if (chat?.team_id !== teamId || chat.status !== 'waiting' || chat.assignee_id !== null) return null;
    const [next] = await tx.execute<{ id: string; name: string }>(sql`
      select n.id, n.name from teams t
      join teams n on n.workspace_id = t.workspace_id and n.id = t.overflow_team_id
      where t.workspace_id = ${workspaceId} and t.id = ${teamId}`);
    if (!next) return null;
    const where = sql`workspace_id = ${workspaceId} and conversation_id = ${conversationId}`;
    await tx.execute(sql`delete from offer_passes where ${where}`);
    await tx.execute(sql`delete from offers where ${where}`);
    const queued: NewEntry<'queued'> = {
      type: 'queued',
      sender: SYSTEM,
      client_id: null,
      body: { team_id: next.id, team_name: next.name, why: 'overflow' },
    };
    await append({
      workspace_id: workspaceId,
      conversation_id: conversationId,
      entries: [queued],
      patch: { team_id: next.id },
    });
    return { workspaceId, teamId: next.id };
  });
}
