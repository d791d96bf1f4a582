import type { Candidate, TeamRule } from './candidate.ts';

/** Why somebody is not given a chat. */
export type Exclusion =
  'offline' | 'away' | 'not_connected' | 'no_new_chats' | 'at_limit' | 'at_team_limit' | 'passed';

/**
 * Null when they can be given a chat. The order of the reasons is the order in which they can be mended: whoever is
 * away at their limit is told of as away.
 */
export function exclusionOf(candidate: Candidate, { chat_limit }: TeamRule): Exclusion | null {
  if (candidate.availability !== 'online') return candidate.availability;
  if (!candidate.connected) return 'not_connected';
  if (!candidate.accepts) return 'no_new_chats';
  if (candidate.passed) return 'passed';
  if (candidate.load >= candidate.limit) return 'at_limit';
  if (chat_limit !== null && candidate.team_load >= chat_limit) return 'at_team_limit';
  return null;
}

/** Whether they would take chats if they had fewer: somebody whom a waiting visitor can hope for. */
export const isAtWork = (exclusion: Exclusion | null): boolean =>
  exclusion === null || exclusion === 'at_limit' || exclusion === 'at_team_limit';
