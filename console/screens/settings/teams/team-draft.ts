import type { BusinessHours } from '../../../../shared/hours/schema.ts';
import type { Team, TeamStrategy } from '../../../../shared/protocol/teams.ts';

export const STRATEGIES = [
  'manual',
  'priority',
  'round_robin',
  'least_busy',
] as const satisfies TeamStrategy[];

/** A team as it stands in its form: numbers as they were typed. */
export interface TeamDraft {
  name: string;
  strategy: TeamStrategy;
  sticky: boolean;
  offer_seconds: string;
  chat_limit: string;
  queue_limit: string;
  expectation: string;
  overflow_team_id: string;
  hours: BusinessHours | null;
  member_ids: readonly string[];
}

export const draftOf = (team: Team | undefined): TeamDraft => ({
  name: team?.name ?? '',
  strategy: team?.strategy ?? 'manual',
  sticky: team?.sticky ?? false,
  offer_seconds: String(team?.offer_seconds ?? ''),
  chat_limit: String(team?.chat_limit ?? ''),
  queue_limit: String(team?.queue_limit ?? ''),
  expectation: team?.expectation ?? '',
  overflow_team_id: team?.overflow_team_id ?? '',
  hours: team?.hours ?? null,
  member_ids: team?.member_ids ?? [],
});

/** What is no number goes out as it was typed, so that the server says what is wrong with it. */
export const numberOrNull = (text: string): number | string | null => {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d+$/.test(typed) ? Number(typed) : typed;
};

export const toRequest = (draft: TeamDraft) => ({
  ...draft,
  offer_seconds: numberOrNull(draft.offer_seconds),
  chat_limit: numberOrNull(draft.chat_limit),
  queue_limit: numberOrNull(draft.queue_limit),
  overflow_team_id: draft.overflow_team_id || null,
});
