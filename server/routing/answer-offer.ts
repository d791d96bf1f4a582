import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { senderOf } from '../conversations/sender.ts';
import { passOffer } from './pass-offer.ts';

interface Named {
  conversation_id: string;
}

/** [Q6] The chat becomes theirs, if the offer still stands. */
export async function acceptOffer(
  { log }: Pick<Services, 'log'>,
  actor: AgentActor,
  { conversation_id }: Named,
): Promise<void> {
  const { workspaceId, memberId, name } = actor;
  await log.transact(async (tx, append) => {
    await lockConversation(tx, workspaceId, conversation_id);
    const taken = await tx.execute(sql`
      delete from offers
      where workspace_id = ${workspaceId} and conversation_id = ${conversation_id} and member_id = ${memberId}
        and until > now()
      returning conversation_id`);
    if (taken.length === 0) throw offerOver();
    const assigned: NewEntry<'assigned'> = {
      type: 'assigned',
      sender: senderOf(actor),
      client_id: null,
      body: { member_id: memberId, name },
    };
    const result = await append({
      workspace_id: workspaceId,
      conversation_id,
      entries: [assigned],
      patch: { status: 'open', assignee_id: memberId, assignee_name: name },
      expect: { status: ['waiting'], unassigned: true },
    });
    if (result.kind !== 'appended') throw offerOver();
  });
}

/** [Q6] The next agent is asked. */
export async function declineOffer(
  { log }: Pick<Services, 'log'>,
  { workspaceId, memberId }: AgentActor,
  { conversation_id }: Named,
): Promise<void> {
  const passed = await passOffer(
    { log },
    { workspaceId, conversationId: conversation_id },
    {
      how: 'declined',
      memberId,
    },
  );
  if (!passed) throw offerOver();
}

const lockConversation = (tx: Transaction, workspaceId: string, id: string) =>
  tx.execute(sql`
    select 1 from conversations where workspace_id = ${workspaceId} and id = ${id} for no key update`);

const offerOver = () => new BellhopError('conflict', 'This chat is not offered to you any more.');
