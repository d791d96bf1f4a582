import type { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { clientFrames, type ClientFrameType } from '../../shared/protocol/client-frames.ts';
import { PREVIEW_INTERVAL_MS, TYPING_INTERVAL_MS } from '../../shared/protocol/limits.ts';
import type { viewersAnswer } from '../../shared/protocol/server-frames.ts';
import { findConversation } from '../conversations/access.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { fetchInbox } from '../conversations/fetch-inbox.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import { setRead } from '../conversations/set-read.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { RealtimeContext } from './context.ts';
import { isVisitor, type AgentSession, type Session, type VisitorSession } from './session.ts';

/** Who may send a frame. `agent` is every role of a member. */
export type FrameRole = 'visitor' | 'agent';
interface SessionOf {
  visitor: VisitorSession;
  agent: AgentSession;
}

/** One type of client frame: who may send it, what it looks like, what it does. The result is the answer. */
export interface FrameDefinition {
  readonly roles: readonly [FrameRole, ...FrameRole[]];
  readonly schema: z.ZodType;
  readonly handle: (context: RealtimeContext, session: Session, frame: unknown) => unknown;
}

function define<R extends FrameRole, S extends z.ZodType>(
  roles: readonly [R, ...R[]],
  schema: S,
  handle: (context: RealtimeContext, session: SessionOf[R], frame: z.output<S>) => unknown,
): FrameDefinition {
  // The dispatcher has checked the role and parsed the frame before it calls this.
  return { roles, schema, handle: handle as FrameDefinition['handle'] };
}

const BOTH = ['visitor', 'agent'] as const;

/** [S2] A type that is missing here, or has no role, does not compile. */
export const frameTable: { readonly [T in ClientFrameType]: FrameDefinition } = {
  'conversation.start': define(['visitor'], clientFrames['conversation.start'], startWithinLimits),
  'message.send': define(BOTH, clientFrames['message.send'], ({ services, limits }, session, frame) => {
    if (isVisitor(session)) limits.message(session.actor);
    return sendMessage(services, session.actor, frame, isKnownToReach(session, frame.conversation_id));
  }),
  'conversation.end': define(BOTH, clientFrames['conversation.end'], ({ services }, { actor }, frame) =>
    endConversation(services, actor, frame),
  ),
  'read.set': define(BOTH, clientFrames['read.set'], ({ services }, { actor }, frame) =>
    setRead(services, actor, frame),
  ),
  'entries.fetch': define(BOTH, clientFrames['entries.fetch'], ({ services }, { actor }, frame) =>
    actor.kind === 'visitor' ? fetchEntries(services, actor, frame) : fetchEntries(services, actor, frame),
  ),
  'inbox.fetch': define(['agent'], clientFrames['inbox.fetch'], ({ services }, { actor }, frame) =>
    fetchInbox(services, actor, frame),
  ),
  'typing.set': define(BOTH, clientFrames['typing.set'], setTyping),
  'viewing.set': define(['agent'], clientFrames['viewing.set'], setViewing),
  ping: define(BOTH, clientFrames.ping, () => undefined),
};

/** [S2] Who may send what, `hello` included, for the matrix of permissions. */
export const framePermissions: Readonly<
  Record<ClientFrameType | 'hello', readonly ('anonymous' | FrameRole)[]>
> = {
  hello: ['anonymous'],
  ...mapRoles(),
};

function mapRoles(): Record<ClientFrameType, readonly FrameRole[]> {
  const rows = Object.entries(frameTable).map(([type, { roles }]) => [type, roles]);
  return Object.fromEntries(rows) as Record<ClientFrameType, readonly FrameRole[]>;
}

/** Saves the query for what this node saw of a conversation lately: an owner never changes. */
function isKnownToReach({ actor, workspace }: Session, conversationId: string): boolean {
  const visitorId = workspace.visitorOf.get(conversationId);
  return visitorId !== undefined && (actor.kind === 'agent' || visitorId === actor.visitorId);
}

/** [L1, L2] A resend of what stands already is no new conversation. */
async function startWithinLimits(
  context: RealtimeContext,
  session: VisitorSession,
  frame: z.output<(typeof clientFrames)['conversation.start']>,
): Promise<unknown> {
  const { services, limits } = context;
  const { actor, address, workspace } = session;
  if ((await visitorOf(context, session, frame.conversation_id)) === actor.visitorId) {
    limits.message(actor);
    return startConversation(services, actor, frame);
  }
  const taken = limits.conversation(actor, address);
  try {
    const answer = await startConversation(services, actor, frame);
    workspace.visitorOf.set(frame.conversation_id, actor.visitorId);
    return answer;
  } catch (error) {
    taken.undo();
    throw error;
  }
}

/** [T1, T3, T7] Not answered, so what is refused is dropped. */
async function setTyping(
  context: RealtimeContext,
  session: Session,
  { conversation_id, typing, text: said }: z.output<(typeof clientFrames)['typing.set']>,
): Promise<void> {
  const { actor, workspace } = session;
  const now = context.now();
  const text = isVisitor(session) && context.isPreviewed(actor.workspaceId) ? said : undefined;
  const interval = text === undefined ? TYPING_INTERVAL_MS : PREVIEW_INTERVAL_MS;
  // A little early is the network's doing.
  if (typing && now - session.typedAt < interval * 0.75) return;
  session.typedAt = typing ? now : 0;
  const visitorId = await visitorOf(context, session, conversation_id);
  if (visitorId === null || (actor.kind === 'visitor' && visitorId !== actor.visitorId)) return;
  context.services.bus.publish({
    kind: 'typing',
    workspaceId: workspace.workspaceId,
    conversationId: conversation_id,
    visitorId,
    sender: senderOf(actor),
    typing,
    ...(typing && text !== undefined && { text: text.toWellFormed() }),
  });
}

/** [T5] Answers who else looks. */
async function setViewing(
  context: RealtimeContext,
  session: AgentSession,
  { conversation_id: id }: z.output<(typeof clientFrames)['viewing.set']>,
): Promise<z.infer<typeof viewersAnswer>> {
  const { viewers } = context;
  const asked = ++session.viewAsks;
  if (id === null) {
    viewers.leave(session);
    return { viewers: [] };
  }
  const { workspaceId, memberId } = session.actor;
  if ((await visitorOf(context, session, id)) === null)
    throw new BellhopError('not_found', 'There is no such conversation.');
  if (asked === session.viewAsks) viewers.look(session, id);
  return { viewers: viewers.list(workspaceId, id).filter((viewer) => viewer.id !== memberId) };
}

async function visitorOf(context: RealtimeContext, session: Session, id: string): Promise<string | null> {
  const { workspace, actor } = session;
  const known = workspace.visitorOf.get(id);
  if (known !== undefined) return known;
  try {
    const { visitor } = await findConversation(context.services, actor, id);
    workspace.visitorOf.set(id, visitor.id);
    return visitor.id;
  } catch (error) {
    if (error instanceof BellhopError && error.code === 'not_found') return null;
    throw error;
  }
}
