import type { Opening } from '../../shared/protocol/opening.ts';
import type { RealtimeContext } from './context.ts';
import { encode } from './payload.ts';
import { isVisitor } from './session.ts';
import { welcomeAgain } from './welcome.ts';

/** [H7, T7] Welcomes anew who was told something else of the business hours, or of who sees what they type, than is so now. */
export function tellOpenings({ feed, openingOf, isPreviewed }: RealtimeContext): void {
  const bySite = new Map<string, Opening>();
  for (const subscriber of feed.subscribers()) {
    const { session } = subscriber;
    if (!isVisitor(session)) continue;
    const { siteId, workspaceId } = session.actor;
    const previewed = isPreviewed(workspaceId);
    const opening = bySite.get(siteId) ?? openingOf(session.actor);
    bySite.set(siteId, opening);
    const isKnown = isSame(session.opening, opening) && session.typingPreview === previewed;
    if (isKnown) continue;
    session.opening = opening;
    session.typingPreview = previewed;
    subscriber.deliver(encode(welcomeAgain(session), false));
  }
}

const isSame = (a: Opening, b: Opening): boolean => a.open === b.open && a.changes_at === b.changes_at;
