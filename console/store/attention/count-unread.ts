import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Viewer } from '../view.ts';
import { isUnread } from '../waiting.ts';

/** Conversations that ask for this agent: what of theirs nobody has read, what is offered to them, what anybody may take. */
export function countUnread(
  conversations: Iterable<Conversation>,
  { me, teams }: Viewer,
  offered: ReadonlySet<string>,
): number {
  let count = 0;
  for (const one of conversations) {
    const isNear = one.team_id === null || teams.has(one.team_id);
    const isFree = isNear && one.status === 'waiting' && one.assignee_id === null;
    if (isFree || offered.has(one.id) || (one.assignee_id === me && isUnread(one))) count++;
  }
  return count;
}
