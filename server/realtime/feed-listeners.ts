import type { AvailabilityMessage, PreferencesMessage, PresenceMessage, TypingMessage } from '../bus/bus.ts';
import {
  agentsTyping,
  availability,
  preferences,
  presence,
  tagsChanged,
  visitorsTyping,
} from './audience.ts';
import type { AgentSession, Subscriber, VisitorSession } from './session.ts';

const NOBODY: ReadonlySet<Subscriber<VisitorSession>> = new Set();

/** Who listens to a workspace on this node, and what they hear that is not stored. */
export class FeedListeners {
  readonly agents = new Set<Subscriber<AgentSession>>();
  private readonly visitors = new Map<string, Set<Subscriber<VisitorSession>>>();

  get isEmpty(): boolean {
    return this.agents.size === 0 && this.visitors.size === 0;
  }

  listenersOf(visitorId: string): ReadonlySet<Subscriber<VisitorSession>> {
    return this.visitors.get(visitorId) ?? NOBODY;
  }

  visitorIds(): string[] {
    return [...this.visitors.keys()];
  }

  subscribersOf(visitorId: string): number {
    return this.listenersOf(visitorId).size;
  }

  *subscribers(): Generator<Subscriber> {
    yield* this.agents;
    for (const set of this.visitors.values()) yield* set;
  }

  addVisitor(subscriber: Subscriber<VisitorSession>): void {
    const { visitorId } = subscriber.session.actor;
    const set = this.visitors.get(visitorId);
    if (set) set.add(subscriber);
    else this.visitors.set(visitorId, new Set([subscriber]));
  }

  /** Answers whether that was the visitor's last. */
  removeVisitor(subscriber: Subscriber<VisitorSession>, visitorId: string): boolean {
    const set = this.visitors.get(visitorId);
    if (!set?.delete(subscriber) || set.size > 0) return false;
    return this.visitors.delete(visitorId);
  }

  hearTyping(message: TypingMessage): void {
    if (this.agents.size > 0) {
      const payload = agentsTyping(message);
      for (const agent of this.agents) {
        if (agent.session.actor.memberId !== message.sender.id) agent.deliver(payload);
      }
    }
    if (message.sender.kind !== 'agent') return;
    let payload;
    for (const visitor of this.listenersOf(message.visitorId)) {
      visitor.deliver((payload ??= visitorsTyping(message)));
    }
  }

  hearPresence(message: PresenceMessage): void {
    if (this.agents.size === 0) return;
    const payload = presence(message);
    for (const agent of this.agents) agent.deliver(payload);
  }

  hearAvailability(message: AvailabilityMessage): void {
    if (this.agents.size === 0) return;
    const payload = availability(message);
    for (const agent of this.agents) agent.deliver(payload);
  }

  hearPreferences(message: PreferencesMessage): void {
    for (const agent of this.agents)
      if (agent.session.actor.memberId === message.memberId) agent.deliver(preferences(message));
  }

  hearTags(): void {
    if (this.agents.size === 0) return;
    const payload = tagsChanged();
    for (const agent of this.agents) agent.deliver(payload);
  }

  endAll(code: number, reason?: string): void {
    for (const subscriber of [...this.subscribers()]) subscriber.end(code, reason);
  }
}
