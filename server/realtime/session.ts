import type { Opening } from '../../shared/protocol/opening.ts';
import type { DeskSettings } from '../../shared/protocol/server-frames.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import type { Payload } from './payload.ts';
import type { WorkspaceFeed } from './workspace-feed.ts';

interface SessionParts {
  readonly workspace: WorkspaceFeed;
  /** Whom the limits of addresses count, see `addressKey`. */
  readonly address: string;
  /** [T1] When this session last renewed a typing mark. */
  typedAt: number;
}

/** Who is at the other end of a socket or a poll, once `hello` is resolved. */
export interface VisitorSession extends SessionParts {
  readonly actor: VisitorActor;
  /** [H7] What was said last of the business hours. */
  opening: Opening;
  /** [V1] What was said last of where each conversation that waits stands. */
  places?: Map<string, string>;
  /** [T7] Whether it was said that what is typed is seen. */
  typingPreview: boolean;
}
export interface AgentSession extends SessionParts {
  readonly actor: AgentActor;
  /** [S6] What was said last of how lists look. */
  desk: DeskSettings;
  /** [T5] Names this tab among those who look, and where it does. */
  readonly viewerId: string;
  /** Counts its questions, so that the last one stands. */
  viewAsks: number;
  viewing: { conversationId: string; toldAt: number } | null;
}
export type Session = VisitorSession | AgentSession;

export const isVisitor = (session: Session): session is VisitorSession => session.actor.kind === 'visitor';
export const isAgent = (session: Session): session is AgentSession => session.actor.kind === 'agent';

/** Who hears a workspace's events: a socket, or a poll that waits. */
export interface Subscriber<S extends Session = Session> {
  readonly session: S;
  deliver(payload: Payload): void;
  /** The right to listen ended, or the feed can't go on: see CLOSE. */
  end(code: number, reason?: string): void;
}
