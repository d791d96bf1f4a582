import type { QueuePlace } from '../../shared/protocol/queue-place.ts';
import { DEFAULT_VALUES } from '../../shared/settings/registry.ts';
import { readMedianHandle, readQueuePlaces, type VisitorPlace } from '../routing/read-queue-place.ts';
import type { Services } from '../services.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Feed } from './feed.ts';
import { encode, type Payload } from './payload.ts';
import type { Subscriber, VisitorSession } from './session.ts';

export type ReadPlaces = (workspaceId: string, visitorIds: readonly string[]) => Promise<VisitorPlace[]>;

const MEDIANS = 1_000;
const MEDIAN_KEPT_MS = 60_000;
const MINUTE_SECONDS = 60;

interface Look {
  /** When it was looked last. */
  at: number;
  timer: NodeJS.Timeout | null;
  /** Whether somebody here waits, as of then. */
  isWaited: boolean;
}

export interface QueuePlacesTiming {
  /** Between a change of a queue and the look at it: what comes together is told together. */
  placeGatherMs: number;
  /** [V1] At the least between two looks at the queues of a workspace. */
  placeEveryMs: number;
  /** Waits grow shorter, and leases end, without any change of the log. */
  placeRefreshMs: number;
}

/** [V1] Tells visitors on this node who wait where they stand: each when that is otherwise than they were told. */
export class QueuePlaces {
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly feed: Pick<Feed, 'find'>,
    private readonly read: ReadPlaces,
    private readonly timing: QueuePlacesTiming,
    private readonly now: () => number,
    private readonly onError: (error: unknown, what: string) => void,
  ) {}

  /** A queue of this workspace may have moved, or somebody came who waits. */
  look(workspaceId: string): void {
    const look = this.looks.get(workspaceId) ?? { at: -Infinity, timer: null, isWaited: false };
    this.looks.set(workspaceId, look);
    if (look.timer !== null) return;
    const due = look.at + this.timing.placeEveryMs - this.now();
    const run = () => {
      look.timer = null;
      look.at = this.now();
      this.tell(workspaceId, look).catch((error: unknown) =>
        this.onError(error, 'Telling places in the queue'),
      );
    };
    look.timer = setTimeout(run, Math.max(due, this.timing.placeGatherMs)).unref();
  }

  sweep(): void {
    for (const [workspaceId, look] of this.looks) {
      if (look.timer !== null || this.now() - look.at < this.timing.placeRefreshMs) continue;
      if (look.isWaited) this.look(workspaceId);
      else this.looks.delete(workspaceId);
    }
  }

  stop(): void {
    for (const { timer } of this.looks.values()) if (timer !== null) clearTimeout(timer);
    this.looks.clear();
  }

  private async tell(workspaceId: string, look: Look): Promise<void> {
    const visitorIds = this.feed.find(workspaceId)?.visitorIds() ?? [];
    const places = visitorIds.length === 0 ? [] : await this.read(workspaceId, visitorIds);
    look.isWaited = places.length > 0;
    const byVisitor = new Map<string, VisitorPlace[]>();
    for (const place of places)
      byVisitor.set(place.visitor_id, [...(byVisitor.get(place.visitor_id) ?? []), place]);
    const workspace = this.feed.find(workspaceId);
    for (const visitorId of visitorIds) {
      const own = byVisitor.get(visitorId) ?? [];
      for (const subscriber of workspace?.listenersOf(visitorId) ?? []) tellOne(subscriber, own);
    }
  }
}

function tellOne(subscriber: Subscriber<VisitorSession>, places: readonly VisitorPlace[]): void {
  const { session } = subscriber;
  if (places.length === 0) return void session.places?.clear();
  const told = (session.places ??= new Map());
  for (const id of told.keys()) if (!places.some((one) => one.conversation_id === id)) told.delete(id);
  for (const place of places) {
    const shown = shownOf(place);
    const looks = Object.values(shown).join(' ');
    if (told.get(place.conversation_id) === looks) continue;
    told.set(place.conversation_id, looks);
    subscriber.deliver(payloadOf(place.conversation_id, shown));
  }
}

/** Whole minutes: nobody is told of every second, and nobody waits by the second. */
const shownOf = ({ position, wait_seconds, nobody_can_come }: QueuePlace): QueuePlace => ({
  position,
  wait_seconds: wait_seconds === null ? null : Math.ceil(wait_seconds / MINUTE_SECONDS) * MINUTE_SECONDS,
  nobody_can_come,
});

const payloadOf = (conversation_id: string, place: QueuePlace): Payload =>
  encode({ type: 'place.changed', conversation_id, ...place }, false);

/** The median handle time is read once a minute for a queue: it walks over many chats, and hardly moves. */
export function placesReader(
  services: Pick<Services, 'db'>,
  capacityOf: (workspaceId: string) => number = () => DEFAULT_VALUES['routing.capacity'],
  now: () => number = Date.now,
): ReadPlaces {
  const medians = new BoundedMap<string, { at: number; median: Promise<number | null> }>(MEDIANS);
  return (workspaceId, visitorIds) =>
    readQueuePlaces(services, workspaceId, visitorIds, {
      capacity: capacityOf(workspaceId),
      async readMedian(queue) {
        const key = `${queue.workspaceId} ${queue.teamId}`;
        const known = medians.get(key);
        if (known && now() - known.at < MEDIAN_KEPT_MS) return known.median.catch(() => null);
        const median = readMedianHandle(services.db, queue);
        medians.set(key, { at: now(), median });
        return median;
      },
    });
}
