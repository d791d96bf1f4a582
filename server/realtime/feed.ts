import type { Bus, BusMessage } from '../bus/bus.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { Session, Subscriber } from './session.ts';
import { WorkspaceFeed, type FeedSource } from './workspace-feed.ts';

export interface NodeFeedSource extends FeedSource {
  /** Where these workspaces stand, in one query. */
  readRevs(workspaceIds: string[]): Promise<Map<string, number>>;
  now(): number;
}

/** A feed that nobody listens to is kept this long, since polls and reloads come back. */
const LINGER_MS = 60_000;
/** Beside changes of the log: after these a queue may move faster, or not at all. */
const MOVING: ReadonlySet<BusMessage['kind']> = new Set(['availability', 'team', 'settings', 'preferences']);

/** Whether a session stands on the right that ended. */
function standsOn({ actor }: Session, scope: string, id: string): boolean {
  if (actor.kind === 'visitor')
    return (
      (scope === 'visitor_token' && actor.tokenId === id) || (scope === 'visitor' && actor.visitorId === id)
    );
  return (scope === 'session' && actor.sessionId === id) || (scope === 'member' && actor.memberId === id);
}

/** What this node hears of the workspaces that somebody here listens to. */
export class Feed {
  private readonly workspaces = new Map<string, WorkspaceFeed>();
  private readonly stopListening: () => void;
  private checking = false;

  constructor(
    bus: Bus,
    private readonly source: NodeFeedSource,
  ) {
    this.stopListening = bus.subscribe((message) => this.hear(message));
  }

  /** The workspace's feed, listening. */
  async open(workspaceId: string): Promise<WorkspaceFeed> {
    let feed = this.workspaces.get(workspaceId);
    if (!feed) {
      feed = new WorkspaceFeed(workspaceId, this.source);
      this.workspaces.set(workspaceId, feed);
    }
    feed.idleSince = this.source.now();
    await feed.ready();
    return feed;
  }

  /** The workspace's feed, if somebody here listens to it. */
  find(workspaceId: string): WorkspaceFeed | undefined {
    return this.workspaces.get(workspaceId);
  }

  *subscribers(): Generator<Subscriber> {
    for (const feed of this.workspaces.values()) yield* feed.subscribers();
  }

  get size(): number {
    return this.workspaces.size;
  }

  /** Finds what no doorbell announced: one query for all workspaces of this node. */
  async checkPositions(): Promise<void> {
    this.forgetIdle();
    if (this.checking || this.workspaces.size === 0) return;
    this.checking = true;
    try {
      const askedAt = new Map([...this.workspaces].map(([id, feed]) => [id, feed.rev]));
      const revs = await this.source.readRevs([...askedAt.keys()]);
      for (const [id, rev] of revs) this.workspaces.get(id)?.hearRev(rev, askedAt.get(id) ?? 0);
    } catch (error) {
      this.source.onError(error, 'Checking the positions of the workspaces');
    } finally {
      this.checking = false;
    }
  }

  stop(): void {
    this.stopListening();
    for (const feed of this.workspaces.values()) feed.stop();
    this.workspaces.clear();
  }

  private hear(message: BusMessage): void {
    if (message.kind === 'revoked') return this.revoke(message.scope, message.id);
    const feed = this.workspaces.get(message.workspaceId);
    if (!feed) return;
    if (MOVING.has(message.kind)) this.source.onQueueMoved?.(message.workspaceId);
    if (message.kind === 'changed') feed.hearChange(message);
    else if (message.kind === 'typing') feed.hearTyping(message);
    else if (message.kind === 'presence') feed.hearPresence(message);
    else if (message.kind === 'tags') feed.hearTags();
    else if (message.kind === 'availability') feed.hearAvailability(message);
    else if (message.kind === 'preferences') feed.hearPreferences(message);
  }

  private revoke(scope: string, id: string): void {
    for (const subscriber of [...this.subscribers()]) {
      // Merged into another, whom the token names from now on, or blocked: the next hello says what they are.
      const code = scope === 'visitor' ? CLOSE.resume : CLOSE.unauthenticated;
      if (standsOn(subscriber.session, scope, id)) subscriber.end(code);
    }
  }

  private forgetIdle(): void {
    const before = this.source.now() - LINGER_MS;
    for (const [id, feed] of this.workspaces) {
      if (!feed.isEmpty) feed.idleSince = this.source.now();
      else if (feed.idleSince < before) {
        feed.stop();
        this.workspaces.delete(id);
      }
    }
  }
}
