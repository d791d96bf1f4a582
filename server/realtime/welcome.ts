import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { AgentHello } from '../../shared/protocol/client-frames.ts';
import {
  HEARTBEAT_MS,
  MAX_FRAME_BYTES,
  MAX_PAGE_ENTRIES,
  MAX_TEXT_LENGTH,
} from '../../shared/protocol/limits.ts';
import type { AgentWelcome, VisitorWelcome } from '../../shared/protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { listVisitorConversations } from '../conversations/list-visitor-conversations.ts';
import { countChangedSince } from '../conversations/count-changed-since.ts';
import type { RealtimeContext } from './context.ts';
import type { AgentSession, VisitorSession } from './session.ts';

const GREETING = {
  type: 'welcome',
  v: PROTOCOL_VERSION,
  heartbeat_ms: HEARTBEAT_MS,
  limits: { text_length: MAX_TEXT_LENGTH, frame_bytes: MAX_FRAME_BYTES, page_entries: MAX_PAGE_ENTRIES },
} as const;

/** [R5] Beyond this, reading the inbox anew is cheaper than catching up. */
const MAX_CATCH_UP = 5_000;
/** Beyond so many transactions it costs less to read the inbox anew than to find what they changed. */
const MAX_CATCH_UP_REVS = 100_000;

export async function visitorWelcome(
  context: RealtimeContext,
  session: VisitorSession,
): Promise<VisitorWelcome> {
  const conversations = await listVisitorConversations(context.services, session.actor);
  session.opening = context.openingOf(session.actor);
  session.typingPreview = context.isPreviewed(session.actor.workspaceId);
  lookIfWaiting(context, session, conversations);
  return { ...welcomeAgain(session), conversations };
}

/** [V1] Who came and waits is told where they stand. */
export function lookIfWaiting(
  { queuePlaces }: RealtimeContext,
  { actor }: VisitorSession,
  conversations: readonly VisitorConversation[],
): void {
  if (conversations.some(({ status }) => status === 'waiting')) queuePlaces.look(actor.workspaceId);
}

/** [H7] Of conversations there is no news in it. */
export function welcomeAgain({ actor, opening, typingPreview }: VisitorSession): VisitorWelcome {
  const visitor = { id: actor.visitorId, name: actor.name };
  const preview = typingPreview ? { typing_preview: true as const } : {};
  return { ...GREETING, role: 'visitor', visitor, opening, ...preview, conversations: [] };
}

/** [R5] Whether pulling from the client's position misses nothing. */
export async function resumeOf(
  { services }: RealtimeContext,
  { actor, workspace }: AgentSession,
  position: AgentHello['position'],
): Promise<AgentWelcome['resume']> {
  if (position === undefined) return 'fresh';
  if (position.epoch !== workspace.at.epoch) return 'reset';
  // Another node may have told this client of commits that this one has not heard of yet.
  if (position.rev > workspace.rev) await workspace.catchUp();
  if (position.rev > workspace.rev) return 'reset';
  if (position.rev === workspace.rev) return 'whole';
  if (workspace.rev - position.rev > MAX_CATCH_UP_REVS) return 'reset';
  const changed = await countChangedSince(services, actor, position.rev, MAX_CATCH_UP + 1);
  return changed > MAX_CATCH_UP ? 'reset' : 'whole';
}

/** Says where the workspace's feed stands at this moment; whoever is added to it in the same turn misses nothing. */
export function agentWelcome(
  { presence, deskOf }: RealtimeContext,
  session: AgentSession,
  resume: AgentWelcome['resume'],
): AgentWelcome {
  const { actor, workspace } = session;
  session.desk = deskOf(actor.workspaceId);
  const { memberId: id, name, role } = actor;
  return {
    ...GREETING,
    role: 'agent',
    me: { id, name, role },
    ...workspace.at,
    resume,
    online_visitors: presence.list(actor.workspaceId),
    desk: session.desk,
  };
}
