import type { Conversation } from '../../shared/protocol/conversations.ts';

/** The ways to look at the inbox, in the order in which they are shown. */
export const VIEWS = ['waiting', 'mine', 'team', 'open', 'snoozed', 'mentions', 'ended', 'all'] as const;
export type PlainView = (typeof VIEWS)[number];
/** Also one team alone. */
export type View = PlainView | `team:${string}`;

const TEAM_VIEW = /^team:[0-9a-f-]{36}$/;

export const isView = (name: unknown): name is View =>
  VIEWS.some((view) => view === name) || (typeof name === 'string' && TEAM_VIEW.test(name));

/** The kind of a view, as its words and its empty state are named. */
export const plainView = (view: View): PlainView => (view.startsWith('team:') ? 'team' : (view as PlainView));

/** The team that a view is of, if it is of one. */
export const teamOf = (view: View): string | undefined =>
  view.startsWith('team:') ? view.slice('team:'.length) : undefined;

/** Whose eyes a view is seen with. */
export interface Viewer {
  me: string;
  /** The teams that they are in. */
  teams: ReadonlySet<string>;
}

/** Whether a conversation counts for a view. */
export function belongs(conversation: Conversation, view: View, { me, teams }: Viewer): boolean {
  const { status, assignee_id, team_id } = conversation;
  const isAwake = status === 'waiting' || status === 'open';
  switch (plainView(view)) {
    case 'waiting':
      return status === 'waiting';
    case 'mine':
      return assignee_id === me && isAwake;
    case 'team':
      return (
        status !== 'ended' && team_id !== null && (teamOf(view) ?? team_id) === team_id && teams.has(team_id)
      );
    case 'open':
      return status === 'open';
    case 'snoozed':
      return status === 'snoozed' && assignee_id === me;
    case 'ended':
      return status === 'ended';
    case 'mentions':
      return false;
    case 'all':
      return true;
  }
}

/** Whether a view lists a conversation: one's own desk also shows the queue that one could take from. */
export function isListed(conversation: Conversation, view: View, viewer: Viewer): boolean {
  return belongs(conversation, view, viewer) || (view === 'mine' && conversation.status === 'waiting');
}

export function countView(conversations: Iterable<Conversation>, view: View, viewer: Viewer): number {
  let count = 0;
  for (const conversation of conversations) if (belongs(conversation, view, viewer)) count++;
  return count;
}
