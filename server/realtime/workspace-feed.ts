import type { ChangedMessage, WorkspaceChange } from '../bus/bus.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { Position } from '../log/read-position.ts';
import type { RevChanges } from '../log/read-changes.ts';
import { BoundedMap } from './bounded-map.ts';
import { agentsChange, visitorsChange } from './audience.ts';
import { FeedListeners } from './feed-listeners.ts';

/** What a feed asks of the database, and whom it tells of failures. */
export interface FeedSource {
  readPosition(workspaceId: string): Promise<Position>;
  /** What changed in `(after, upto]`. A revision that left no trace of its own may be missing. */
  readChanges(workspaceId: string, after: number, upto: number): Promise<RevChanges[]>;
  onError(error: unknown, what: string): void;
  /** [V1] Somebody entered a queue, left it, or stands elsewhere in it. */
  onQueueMoved?(workspaceId: string): void;
  holdMs: number;
}

const BACKFILL_PAGE = 100;
/** Beyond this a node was away so long that its sockets had better resume. */
const MAX_BACKFILL = 5_000;
const KNOWN_CONVERSATIONS = 10_000;

/** The events of one workspace on this node, delivered in the order of `rev` without a hole. */
export class WorkspaceFeed extends FeedListeners {
  /** Whose a conversation is, for those lately heard of. */
  readonly visitorOf = new BoundedMap<string, string>(KNOWN_CONVERSATIONS);
  idleSince = 0;
  /** Heard too early: a revision before them is missing. */
  private readonly early = new Map<number, WorkspaceChange[]>();
  private position: Position | null = null;
  private starting: Promise<void> | null = null;
  private announced = 0;
  private hold: NodeJS.Timeout | null = null;
  private filling: Promise<void> | null = null;

  constructor(
    readonly workspaceId: string,
    private readonly source: FeedSource,
  ) {
    super();
  }

  /** Resolves when the feed listens, from where the workspace stood. What is heard meanwhile waits. */
  ready(): Promise<void> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = null;
      throw error;
    });
    return this.starting;
  }

  /** Where everybody who listens stands. */
  get at(): Position {
    if (this.position === null) throw new Error('The feed has not started');
    return this.position;
  }

  /** 0 before it listens. */
  get rev(): number {
    return this.position?.rev ?? 0;
  }

  hearChange({ rev, changes }: ChangedMessage): void {
    const position = this.position;
    if (position !== null && rev <= position.rev) return;
    this.early.set(rev, changes);
    this.announced = Math.max(this.announced, rev);
    if (position === null || this.filling) return;
    if (rev === position.rev + 1) this.deliverEarly(position);
    else this.fillSoon();
  }

  /** What the database answered when asked at `askedAt`: the doorbell may have been silent. */
  hearRev(rev: number, askedAt: number): void {
    if (this.position === null) return;
    // It went back behind what was committed before the question: it was restored.
    if (rev < askedAt) return this.restart();
    if (rev <= this.position.rev) return;
    this.announced = Math.max(this.announced, rev);
    this.fillSoon();
  }

  /** Resolves when everything that is committed now was delivered, or can't be. */
  async catchUp(): Promise<void> {
    const { rev } = await this.source.readPosition(this.workspaceId);
    this.announced = Math.max(this.announced, rev);
    await this.filling;
    await this.fill();
  }

  stop(): void {
    if (this.hold) clearTimeout(this.hold);
    this.hold = null;
  }

  private async start(): Promise<void> {
    const position = await this.source.readPosition(this.workspaceId);
    this.position = position;
    this.deliverEarly(position);
  }

  /** Begins anew: everybody here comes back and resumes. */
  private restart(): void {
    this.position = null;
    this.starting = null;
    this.announced = 0;
    this.early.clear();
    this.endAll(CLOSE.resume);
  }

  private deliverEarly(position: Position): void {
    for (const rev of this.early.keys()) if (rev <= position.rev) this.early.delete(rev);
    for (;;) {
      const changes = this.early.get(position.rev + 1);
      if (changes === undefined) break;
      this.early.delete(position.rev + 1);
      this.deliver(position, position.rev + 1, changes);
    }
    if (this.early.size > 0 && !this.filling) this.fillSoon();
  }

  private fillSoon(): void {
    this.hold ??= setTimeout(() => {
      this.hold = null;
      void this.fill();
    }, this.source.holdMs);
  }

  private fill(): Promise<void> {
    this.filling ??= this.fillGap().finally(() => {
      this.filling = null;
      if (this.position) this.deliverEarly(this.position);
    });
    return this.filling;
  }

  private async fillGap(): Promise<void> {
    const position = this.position;
    if (position === null) return;
    if (this.announced - position.rev > MAX_BACKFILL) return this.restart();
    try {
      while (this.position === position && position.rev < this.announced) await this.fillPage(position);
    } catch (error) {
      // The next position check tries again.
      this.source.onError(error, 'Reading what the bus did not bring');
    }
  }

  private async fillPage(position: Position): Promise<void> {
    const upto = Math.min(this.announced, position.rev + BACKFILL_PAGE);
    const read = await this.source.readChanges(this.workspaceId, position.rev, upto);
    if (this.position !== position) return;
    const byRev = new Map(read.map(({ rev, changes }) => [rev, changes]));
    // A read mark that a later change overwrote leaves no trace, so the later one must show it.
    let traceless = false;
    for (let rev = position.rev + 1; rev <= upto; rev++) {
      const changes = this.early.get(rev) ?? byRev.get(rev);
      this.early.delete(rev);
      traceless ||= changes === undefined || changes.length === 0;
      this.deliver(
        position,
        rev,
        (changes ?? []).map((change) => (traceless ? { ...change, visitorVisible: true } : change)),
      );
    }
  }

  private deliver(position: Position, rev: number, changes: WorkspaceChange[]): void {
    position.rev = rev;
    if (this.agents.size > 0) {
      const payload = agentsChange(rev, changes);
      for (const agent of this.agents) agent.deliver(payload);
    }
    if (changes.some(movesQueue)) this.source.onQueueMoved?.(this.workspaceId);
    for (const change of changes) {
      const { id, visitor } = change.conversation;
      this.visitorOf.set(id, visitor.id);
      if (!change.visitorVisible) continue;
      const subscribers = this.listenersOf(visitor.id);
      let payload;
      for (const subscriber of subscribers) subscriber.deliver((payload ??= visitorsChange(change)));
    }
  }
}

/** What is said moves no queue; nearly every change is that. */
const STILL: ReadonlySet<string> = new Set(['message', 'note']);
const movesQueue = ({ entries }: WorkspaceChange): boolean => entries.some(({ type }) => !STILL.has(type));
