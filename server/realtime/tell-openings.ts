import type { Opening } from '../../shared/protocol/opening.ts';
import type { RealtimeContext } from './context.ts';
import { encode } from './payload.ts';
import { isVisitor } from './session.ts';
import { welcomeAgain } from './welcome.ts';

/** [H7] Welcomes anew who was told something else of the business hours than is so now: they changed, or time passed. */
export function tellOpenings({ feed, openingOf }: RealtimeContext): void {
  const bySite = new Map<string, Opening>();
  for (const subscriber of feed.subscribers()) {
    const { session } = subscriber;
    if (!isVisitor(session)) continue;
    const { siteId } = session.actor;
    const opening = bySite.get(siteId) ?? openingOf(session.actor);
    bySite.set(siteId, opening);
    if (isSame(session.opening, opening)) continue;
    session.opening = opening;
    subscriber.deliver(encode(welcomeAgain(session), false));
  }
}

const isSame = (a: Opening, b: Opening): boolean => a.open === b.open && a.changes_at === b.changes_at;
