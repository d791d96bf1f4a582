import { isDeepStrictEqual } from 'node:util';
import type { RealtimeContext } from './context.ts';
import { encode, type Payload } from './payload.ts';
import { isVisitor } from './session.ts';

/** [S6] Tells agents who were told something else of how their lists look than is so now. */
export function tellDesks({ feed, deskOf }: RealtimeContext): void {
  const byWorkspace = new Map<string, Payload>();
  for (const subscriber of feed.subscribers()) {
    const { session } = subscriber;
    if (isVisitor(session)) continue;
    const { workspaceId } = session.actor;
    const desk = deskOf(workspaceId);
    if (isDeepStrictEqual(session.desk, desk)) continue;
    session.desk = desk;
    const payload = byWorkspace.get(workspaceId) ?? encode({ type: 'desk.changed', desk }, false);
    byWorkspace.set(workspaceId, payload);
    subscriber.deliver(payload);
  }
}
