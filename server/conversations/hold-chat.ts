import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation, ConversationStatus } from '../../shared/protocol/conversations.ts';
import type { Actor } from '../identity.ts';
import type { AppendJob, AppendResult } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { conversationNotFound, findConversation } from './access.ts';

/** What the verbs of the inbox ask of a row. */
export interface HeldChat extends Record<string, unknown> {
  status: ConversationStatus;
  assignee_id: string | null;
  assignee_name: string | null;
  team_id: string | null;
  priority: number;
  tag_ids: string[];
  /** As the wire has it. */
  snoozed_until: string | null;
  /** Whether its time has come, by the clock of the database. */
  is_due: boolean;
}

export type Change = Pick<AppendJob, 'entries' | 'patch'>;
type Place = Pick<Actor, 'workspaceId'>;
type Append = (job: AppendJob) => Promise<AppendResult>;

export async function holdChat(
  tx: Transaction,
  { workspaceId }: Place,
  id: string,
): Promise<HeldChat | undefined> {
  const [chat] = await tx.execute<HeldChat>(sql`
    select status, assignee_id, assignee_name, team_id, priority, to_json(tag_ids) as tag_ids,
      to_char(snoozed_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as snoozed_until,
      coalesce(snoozed_until <= now(), false) as is_due
    from conversations
    where workspace_id = ${workspaceId} and id = ${id} and number is not null
    for no key update`);
  return chat;
}

/**
 * What an agent sets on a conversation, under its lock: the change that is written, or null where it is so already. That
 * needs no client id: told again, it changes nothing. Answers the conversation as it stands afterwards.
 */
export async function changeChat(
  services: Pick<Services, 'db' | 'log'>,
  actor: Actor,
  id: string,
  decide: (tx: Transaction, chat: HeldChat) => Promise<Change | null> | Change | null,
): Promise<Conversation> {
  await services.log.transact(async (tx, append) => {
    const chat = await holdChat(tx, actor, id);
    if (!chat) throw conversationNotFound();
    const change = await decide(tx, chat);
    if (change) await writeChange(append, actor, id, change);
  });
  return findConversation(services, actor, id);
}

/** The row is locked and was looked at: nothing refuses. */
export async function writeChange(
  append: Append,
  { workspaceId }: Place,
  id: string,
  change: Change,
): Promise<AppendResult> {
  const result = await append({ workspace_id: workspaceId, conversation_id: id, ...change });
  if (result.kind !== 'appended') throw new Error(`A change was ${result.kind}`);
  return result;
}

export function requireUnfinished({ status }: HeldChat): void {
  if (status === 'ended') throw new BellhopError('conflict', 'This conversation has ended.');
}
