import { BellhopError } from '../../shared/errors.ts';
import type { ConversationStatus } from '../../shared/protocol/conversations.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { Actor, AgentActor, VisitorActor } from '../identity.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { goneVisitor } from '../visitors/hold-visitor.ts';
import { conversationNotFound, findConversation } from './access.ts';
import { entryAnswer } from './entry-answer.ts';
import { senderOf } from './sender.ts';
import { wakeBySaying } from './wake-conversation.ts';

export interface SendMessageInput {
  conversation_id: string;
  client_id: string;
  text: string;
  /** [M13] */
  reply_to?: number | undefined;
}

type Refused = Extract<AppendResult, { kind: 'refused' }>;

const UNFINISHED: ConversationStatus[] = ['waiting', 'open', 'snoozed'];
const AWAKE: ConversationStatus[] = ['waiting', 'open'];
const MAX_TRIES = 12;

/**
 * [M4, M6, M10] Says something. The usual case is one append that expects the conversation to be as we assume; when it
 * is otherwise, the writer refuses, and the next try says what that state asks for. `owned` tells that the caller has
 * already been shown to reach the conversation.
 */
export async function sendMessage(
  services: Services,
  actor: Actor,
  input: SendMessageInput,
  owned = false,
): Promise<EntryAnswer> {
  if (!owned || input.reply_to !== undefined) await checkTarget(services, actor, input);
  let job = usualJob(actor, input);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await append(services, actor, job);
    if (result.kind === 'appended') return entryAnswer(actor, input.conversation_id, input.client_id, result);
    if (result.kind === 'missing') throw conversationNotFound();
    if (result.kind === 'gone') throw goneVisitor();
    job = actor.kind === 'agent' ? agentJob(actor, input, result) : visitorJob(actor, input, result);
  }
  throw new BellhopError('unavailable', 'The conversation is changing. Try again.', { retry_after: 1 });
}

/** [M13] Public numbers only grow, so what is there before the append is there under its lock. */
async function checkTarget(
  services: Services,
  actor: Actor,
  { conversation_id, reply_to = 0 }: SendMessageInput,
): Promise<void> {
  const { public_seq } = await findConversation(services, actor, conversation_id);
  if (reply_to > public_seq)
    throw new BellhopError('bad_request', 'There is no such message to answer.', { field: 'reply_to' });
}

/** [I2] What a visitor says wakes what is snoozed, in the same transaction. */
async function append({ log }: Services, actor: Actor, job: AppendJob): Promise<AppendResult> {
  const result = await log.append(job);
  const isAsleep = actor.kind === 'visitor' && result.kind === 'refused' && result.status === 'snoozed';
  return isAsleep ? ((await wakeBySaying(log, actor, job)) ?? result) : result;
}

function usualJob(actor: Actor, input: SendMessageInput): AppendJob {
  const expect =
    actor.kind === 'agent'
      ? { status: UNFINISHED.filter((status) => status !== 'waiting') }
      : { status: AWAKE };
  return jobOf(actor, input, [], { expect });
}

/**
 * [M6] Opens what has ended. [S30] It is the only way back into what an erasure left, and a node may know a visitor for seconds
 * after another has erased them: so the visitor is held meanwhile.
 */
function visitorJob(actor: VisitorActor, input: SendMessageInput, { status }: Refused): AppendJob {
  if (status !== 'ended') return usualJob(actor, input);
  const reopened: NewEntry<'reopened'> = {
    type: 'reopened',
    sender: senderOf(actor),
    client_id: null,
    body: {},
  };
  const job = jobOf(actor, input, [reopened], {
    patch: { status: 'waiting' },
    expect: { status: ['ended'] },
  });
  return { ...job, hold_visitor: actor.visitorId };
}

/** To a waiting conversation: takes it when nobody has it (M10), and opens it in any case. */
function agentJob(actor: AgentActor, input: SendMessageInput, { status, assignee_id }: Refused): AppendJob {
  if (status === 'ended')
    throw new BellhopError(
      'conflict',
      'This conversation has ended. It opens again when the visitor writes.',
    );
  if (status !== 'waiting') return usualJob(actor, input);
  if (assignee_id !== null) {
    return jobOf(actor, input, [], { patch: { status: 'open' }, expect: { status: ['waiting'] } });
  }
  const { memberId, name } = actor;
  const assigned: NewEntry<'assigned'> = {
    type: 'assigned',
    sender: senderOf(actor),
    client_id: null,
    body: { member_id: memberId, name },
  };
  const patch = { status: 'open', assignee_id: memberId, assignee_name: name } as const;
  return jobOf(actor, input, [assigned], { patch, expect: { status: ['waiting'], unassigned: true } });
}

function jobOf(
  actor: Actor,
  input: SendMessageInput,
  before: NewEntry[],
  rest: Pick<AppendJob, 'patch' | 'expect'>,
): AppendJob {
  const { conversation_id, client_id, text, reply_to } = input;
  const message: NewEntry<'message'> = {
    type: 'message',
    sender: senderOf(actor),
    client_id,
    body: reply_to === undefined ? { text } : { text, reply_to },
  };
  return { workspace_id: actor.workspaceId, conversation_id, entries: [...before, message], ...rest };
}
