import type { WorkspaceChange } from '../bus/bus.ts';

/** What a committed change may move. */
export interface Moves {
  /** Teams whose queue somebody entered, or left room in. */
  teamIds: Set<string>;
  /** Agents who have room again, in whatever teams. */
  memberIds: Set<string>;
  /** Something was opened again that somebody had. */
  isReopened: boolean;
  /** For how long each offer that was made stands, in milliseconds. */
  offersMs: number[];
}

/** After these somebody waits in the queue of the conversation's team, or whoever was asked for it is free. */
const OF_ITS_QUEUE = new Set([
  'started',
  'reopened',
  'woken',
  'unassigned',
  'queued',
  'offer_passed',
  'ended',
]);

/** What routing has to look at after a transaction. Messages move nothing. Pure. */
export function movesOf(changes: readonly WorkspaceChange[]): Moves {
  const moves: Moves = { teamIds: new Set(), memberIds: new Set(), isReopened: false, offersMs: [] };
  for (const { conversation, entries } of changes) {
    for (const { type, sender, body, created_at } of entries) {
      const isTaken = type === 'assigned' && sender.kind === 'agent';
      if (conversation.team_id !== null && (OF_ITS_QUEUE.has(type) || isTaken))
        moves.teamIds.add(conversation.team_id);
      for (const member of freedBy(type, body, conversation.assignee_id)) moves.memberIds.add(member);
      if (type === 'reopened' && conversation.assignee_id !== null) moves.isReopened = true;
      if (type === 'offered')
        moves.offersMs.push(Math.max(0, Date.parse(String(body['until'])) - Date.parse(created_at)));
    }
  }
  return moves;
}

function freedBy(type: string, body: Record<string, unknown>, assigneeId: string | null): string[] {
  if (type === 'ended' || type === 'snoozed') return assigneeId === null ? [] : [assigneeId];
  if (type === 'unassigned' || type === 'offer_passed') return idOf(body);
  return type === 'assigned' ? idOf(body['from']) : [];
}

function idOf(named: unknown): string[] {
  if (typeof named !== 'object' || named === null || !('member_id' in named)) return [];
  return typeof named.member_id === 'string' ? [named.member_id] : [];
}
