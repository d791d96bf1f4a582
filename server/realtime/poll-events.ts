import type { AgentHello } from '../../shared/protocol/client-frames.ts';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type {
  AgentWelcome,
  ConversationChanged,
  VisitorWelcome,
  WorkspaceChanged,
} from '../../shared/protocol/server-frames.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { listVisitorConversations } from '../conversations/list-visitor-conversations.ts';
import { readChanges } from '../log/read-changes.ts';
import { readPosition } from '../log/read-position.ts';
import type { RealtimeContext } from './context.ts';
import { looksOf, type AgentPositions, type VisitorPositions } from './poll-positions.ts';
import type { AgentSession, VisitorSession } from './session.ts';
import { agentWelcome, lookIfWaiting, resumeOf, visitorWelcome } from './welcome.ts';

export interface CaughtUp {
  events: Array<AgentWelcome | VisitorWelcome | ConversationChanged | WorkspaceChanged>;
  positions: AgentPositions | VisitorPositions;
}

/** Beyond this many transactions an agent is welcomed anew, and pulls. */
const MAX_POLLED_REVS = 200;

/** [P3] What a visitor has not been told; without positions, the welcome. */
export async function catchUpVisitor(
  context: RealtimeContext,
  session: VisitorSession,
  positions: VisitorPositions | null,
): Promise<CaughtUp> {
  if (positions === null) {
    const welcome = await visitorWelcome(context, session);
    return { events: [welcome], positions: { known: knownOf(welcome.conversations) } };
  }
  const conversations = await listVisitorConversations(context.services, session.actor);
  lookIfWaiting(context, session, conversations);
  const known = { ...positions.known };
  const events: ConversationChanged[] = [];
  for (const conversation of conversations) {
    const [after, looks] = known[conversation.id] ?? [0, ''];
    if (looks === looksOf(conversation)) continue;
    const changed = await changeOf(context, session, conversation, after);
    events.push(changed);
    known[conversation.id] = [changed.conversation.seq, looksOf(changed.conversation)];
  }
  return { events, positions: { known: keepListed(known, conversations) } };
}

/** One page; what is beyond it the client fetches, as it does for every jump (R3). */
async function changeOf(
  { services }: RealtimeContext,
  { actor }: VisitorSession,
  conversation: VisitorConversation,
  after: number,
): Promise<ConversationChanged> {
  if (conversation.seq <= after) return { type: 'conversation.changed', conversation, entries: [] };
  const page = await fetchEntries(services, actor, { conversation_id: conversation.id, after });
  return { type: 'conversation.changed', conversation: page.conversation, entries: page.entries };
}

const knownOf = (conversations: readonly VisitorConversation[]): VisitorPositions['known'] =>
  Object.fromEntries(conversations.map((each) => [each.id, [each.seq, looksOf(each)]]));

function keepListed(known: VisitorPositions['known'], conversations: readonly VisitorConversation[]) {
  return Object.fromEntries(conversations.flatMap(({ id }) => (known[id] ? [[id, known[id]]] : [])));
}

/** [P3] What an agent has not been told; without positions, or too far behind, the welcome. */
export async function catchUpAgent(
  context: RealtimeContext,
  session: AgentSession,
  positions: AgentPositions | null,
  helloPosition: AgentHello['position'],
): Promise<CaughtUp> {
  const { services } = context;
  const { workspaceId } = session.actor;
  const now = await readPosition(services.db, workspaceId);
  const behind = positions === null || positions.epoch !== now.epoch ? Infinity : now.rev - positions.rev;
  if (positions === null || behind < 0 || behind > MAX_POLLED_REVS) {
    const welcome = agentWelcome(
      context,
      session,
      await resumeOf(context, session, positions ?? helloPosition),
    );
    return { events: [welcome], positions: { epoch: welcome.epoch, rev: welcome.rev } };
  }
  const read = behind === 0 ? [] : await readChanges(services.db, workspaceId, positions.rev, now.rev);
  const events = read.map(({ rev, changes }): WorkspaceChanged => ({
    type: 'workspace.changed',
    rev,
    changes: changes.map(({ conversation, entries }) => ({ conversation, entries })),
  }));
  return { events, positions: now };
}
