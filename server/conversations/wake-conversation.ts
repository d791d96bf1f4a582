import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { EntryBody, Sender } from '../../shared/protocol/entries.ts';
import type { Actor, AgentActor } from '../identity.ts';
import { findKnown } from '../log/append-again.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import { canHaveBack } from '../routing/can-have-back.ts';
import type { Services } from '../services.ts';
import { changeChat, holdChat, writeChange, type Change, type HeldChat } from './hold-chat.ts';
import { senderOf } from './sender.ts';

const SYSTEM: Sender = { kind: 'system', id: null, name: null };

interface Waking {
  workspaceId: string;
  sender: Sender;
  why: EntryBody<'woken'>['why'];
}

/** [I2] An agent wants it back before its time. Whose it is has it at once, whatever their limit: a person decided it. */
export const wakeConversation = (
  services: Pick<Services, 'db' | 'log'>,
  actor: AgentActor,
  { conversation_id: id }: { conversation_id: string },
): Promise<Conversation> => {
  const waking: Waking = { workspaceId: actor.workspaceId, sender: senderOf(actor), why: 'agent' };
  return changeChat(services, actor, id, async (tx, chat) => {
    if (chat.status !== 'snoozed') return null;
    const isOwn = chat.assignee_id === actor.memberId;
    return isOwn ? { entries: [wokenOf(waking)], patch: { status: 'open' } } : wakingOf(tx, chat, waking);
  });
};

/** [I2] Its time has come. Answers whether this did it: of two who try, one does. */
export const wakeInTime = (
  { log }: Pick<Services, 'log'>,
  workspaceId: string,
  id: string,
): Promise<boolean> =>
  log.transact(async (tx, append) => {
    const chat = await holdChat(tx, { workspaceId }, id);
    if (chat?.status !== 'snoozed' || !chat.is_due) return false;
    const change = await wakingOf(tx, chat, { workspaceId, sender: SYSTEM, why: 'time' });
    await writeChange(append, { workspaceId }, id, change);
    return true;
  });

/** [I2] Its visitor wrote: `job` is the message. Undefined where it is awake by now; a resend gets what stands (M5). */
export const wakeBySaying = (
  log: Services['log'],
  actor: Pick<Actor, 'workspaceId'>,
  job: AppendJob,
): Promise<AppendResult | undefined> =>
  log.transact(async (tx, append) => {
    const chat = await holdChat(tx, actor, job.conversation_id);
    const known = await findKnown(tx, [job]);
    for (const earlier of known.values()) return earlier;
    if (chat?.status !== 'snoozed') return undefined;
    const waking: Waking = { workspaceId: actor.workspaceId, sender: SYSTEM, why: 'visitor' };
    const { entries, patch } = await wakingOf(tx, chat, waking);
    const change: Change = { entries: [...entries, ...job.entries], ...(patch && { patch }) };
    return writeChange(append, actor, job.conversation_id, change);
  });

/** Back to who put it aside, if they can have it; else into the queue, in the place of now. */
async function wakingOf(tx: Transaction, chat: HeldChat, waking: Waking): Promise<Change> {
  const { assignee_id, assignee_name, team_id: teamId } = chat;
  const woken = wokenOf(waking);
  if (assignee_id === null) return { entries: [woken], patch: { status: 'waiting' } };
  const { workspaceId } = waking;
  if (await canHaveBack(tx, { workspaceId, memberId: assignee_id, teamId }))
    return { entries: [woken], patch: { status: 'open' } };
  const unassigned: NewEntry<'unassigned'> = {
    type: 'unassigned',
    sender: SYSTEM,
    client_id: null,
    body: { member_id: assignee_id, name: assignee_name! },
  };
  return { entries: [woken, unassigned], patch: { status: 'waiting', unassign: true } };
}

const wokenOf = ({ sender, why }: Waking): NewEntry<'woken'> => ({
  type: 'woken',
  sender,
  client_id: null,
  body: { why },
});
