import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { findConversation } from '../conversations/access.ts';
import { senderOf } from '../conversations/sender.ts';
import { IS_OVER, passOffer } from './pass-offer.ts';

interface Named {
  conversation_id: string;
}

/** [Q6] [N5] The chat becomes theirs, if the offer still stands: that of its queue, or of the colleague who has it. */
export async function acceptOffer(
  { db, log }: Pick<Services, 'db' | 'log'>,
  actor: AgentActor,
  { conversation_id }: Named,
): Promise<void> {
  const { workspaceId, memberId, name } = actor;
  await findConversation({ db }, actor, conversation_id);
  await log.transact(async (tx, append) => {
    const holder = await lockConversation(tx, workspaceId, conversation_id);
    await lockMember(tx, actor);
    const [taken] = await tx.execute<{ from_member_id: string | null }>(sql`
      delete from offers o
      where o.workspace_id = ${workspaceId} and o.conversation_id = ${conversation_id}
        and o.member_id = ${memberId} and not ${IS_OVER}
      returning o.from_member_id`);
    if (!taken || !holder) throw offerOver();
    const isTransfer = taken.from_member_id !== null && taken.from_member_id === holder.id;
    const from = { member_id: holder.id!, name: holder.name! };
    const assigned: NewEntry<'assigned'> = {
      type: 'assigned',
      sender: senderOf(actor),
      client_id: null,
      body: { member_id: memberId, name, ...(isTransfer && { by: 'transfer' as const, from }) },
    };
    const result = await append({
      workspace_id: workspaceId,
      conversation_id,
      entries: [assigned],
      patch: { status: 'open', assignee_id: memberId, assignee_name: name },
      // Whoever has it now, has it by another way than the offer.
      expect: isTransfer
        ? { status: ['waiting', 'open', 'snoozed'], assignee_id: from.member_id }
        : { status: ['waiting'], unassigned: true },
    });
    if (result.kind !== 'appended') throw offerOver();
  });
}

/** [Q6] [N5] The next agent is asked, or it stays with the colleague who offered it. */
export async function declineOffer(
  { db, log }: Pick<Services, 'db' | 'log'>,
  actor: AgentActor,
  { conversation_id }: Named,
): Promise<void> {
  const { workspaceId, memberId } = actor;
  await findConversation({ db }, actor, conversation_id);
  const chat = { workspaceId, conversationId: conversation_id };
  const passed = await passOffer({ log }, chat, { how: 'declined', memberId });
  if (!passed) throw offerOver();
}

async function lockConversation(tx: Transaction, workspaceId: string, id: string) {
  const [holder] = await tx.execute<{ id: string | null; name: string | null }>(sql`
    select assignee_id as id, assignee_name as name from conversations
    where workspace_id = ${workspaceId} and id = ${id} for no key update`);
  return holder;
}

/** Shared: a lease of theirs that ends is not forgotten (return-chats.ts), nor are they deactivated, without this chat. */
const lockMember = (tx: Transaction, { workspaceId, memberId }: AgentActor) =>
  tx.execute(sql`select id from members where workspace_id = ${workspaceId} and id = ${memberId} for share`);

const offerOver = () => new BellhopError('conflict', 'This chat is not offered to you any more.');
