import type { RealtimeContext } from './context.ts';
import {
  isAgent,
  isVisitor,
  type AgentSession,
  type Session,
  type Subscriber,
  type VisitorSession,
} from './session.ts';

/** Adds a socket or a poll to its audience. */
export function subscribe(context: RealtimeContext, subscriber: Subscriber): void {
  if (isAgentSubscriber(subscriber)) {
    subscriber.session.workspace.agents.add(subscriber);
    context.onAgent(subscriber.session.actor);
  }
  if (!isVisitorSubscriber(subscriber)) return;
  const { workspace, actor } = subscriber.session;
  workspace.addVisitor(subscriber);
  context.presence.arrive(actor.workspaceId, actor.visitorId);
}

export function unsubscribe(context: RealtimeContext, subscriber: Subscriber, session: Session): void {
  const { workspace, actor } = session;
  if (actor.kind === 'agent') {
    workspace.agents.delete(subscriber as Subscriber<AgentSession>);
    if (isAgent(session)) context.viewers.leave(session);
  } else if (workspace.removeVisitor(subscriber as Subscriber<VisitorSession>, actor.visitorId)) {
    context.presence.leave(actor.workspaceId, actor.visitorId);
  }
}

const isAgentSubscriber = (one: Subscriber): one is Subscriber<AgentSession> => isAgent(one.session);
const isVisitorSubscriber = (one: Subscriber): one is Subscriber<VisitorSession> => isVisitor(one.session);
