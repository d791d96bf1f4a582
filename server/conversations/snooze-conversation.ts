import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import { MAX_SNOOZE_DAYS } from '../../shared/protocol/inbox.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { changeChat, requireUnfinished } from './hold-chat.ts';
import { senderOf } from './sender.ts';

export interface SnoozeInput {
  conversation_id: string;
  until: string | null;
}

/** [I1] Puts a conversation aside. One that nobody has becomes the actor's; a colleague's is theirs to put aside. */
export function snoozeConversation(
  services: Pick<Services, 'db' | 'log'>,
  actor: AgentActor,
  { conversation_id: id, until: given }: SnoozeInput,
): Promise<Conversation> {
  const until = given === null ? null : new Date(given).toISOString();
  return changeChat(services, actor, id, async (tx, chat) => {
    requireUnfinished(chat);
    if (chat.assignee_id !== null && chat.assignee_id !== actor.memberId)
      throw refused('conflict', `${chat.assignee_name} has this chat. Take it over first.`);
    if (chat.status === 'snoozed' && chat.snoozed_until === until) return null;
    await requireAhead(tx, until);
    await settleOffers(tx, actor, id);
    const sender = senderOf(actor);
    const { memberId, name } = actor;
    const assigned: NewEntry = {
      type: 'assigned',
      sender,
      client_id: null,
      body: { member_id: memberId, name },
    };
    const snoozed: NewEntry = { type: 'snoozed', sender, client_id: null, body: { until } };
    return {
      entries: chat.assignee_id === null ? [assigned, snoozed] : [snoozed],
      patch: {
        status: 'snoozed',
        assignee_id: memberId,
        assignee_name: name,
        ...(until !== null && { snoozed_until: until }),
      },
    };
  });
}

async function requireAhead(tx: Transaction, until: string | null): Promise<void> {
  if (until === null) return;
  const [row] = await tx.execute<{ is_ahead: boolean; is_near: boolean }>(sql`
    select ${until}::timestamptz > now() as is_ahead,
      ${until}::timestamptz <= now() + make_interval(days => ${MAX_SNOOZE_DAYS}) as is_near`);
  if (!row!.is_ahead) throw refused('bad_request', 'Choose a time that is still to come.', 'until');
  if (!row!.is_near) throw refused('bad_request', 'Choose a time within the next year.', 'until');
}

/** Nobody is asked for it any more. The member is held, so that a deactivation finds the chat among theirs (M11). */
async function settleOffers(tx: Transaction, actor: AgentActor, id: string): Promise<void> {
  const { workspaceId, memberId } = actor;
  await tx.execute(sql`
    select id from members where workspace_id = ${workspaceId} and id = ${memberId} for share`);
  await tx.execute(sql`delete from offers where workspace_id = ${workspaceId} and conversation_id = ${id}`);
  await tx.execute(
    sql`delete from offer_passes where workspace_id = ${workspaceId} and conversation_id = ${id}`,
  );
}

const refused = (code: 'bad_request' | 'conflict', message: string, field?: string) =>
  new BellhopError(code, message, field === undefined ? {} : { field });
