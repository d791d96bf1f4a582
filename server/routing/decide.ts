import type { TeamRule } from './candidate.ts';
import { chooseAgent, type Choice } from './choose-agent.ts';
import type { Waiting } from './queue-head.ts';
import type { TeamCandidate } from './read-candidates.ts';

export interface Decision {
  conversationId: string;
  /** Where its entry will stand: the chat is locked. */
  seq: number;
  choice: Extract<Choice, { kind: 'chosen' }>;
}

/**
 * Who gets which of these chats, first in, first out. Pure. A chat that all who are there let pass does not keep those
 * behind it; one that waits because nobody has room does, since they would wait for the same.
 */
export function decide(
  waiting: readonly Waiting[],
  candidates: readonly TeamCandidate[],
  team: TeamRule,
  now: number,
): { decisions: Decision[]; declined: string[] } {
  const standing = candidates.map((candidate) => ({ ...candidate }));
  const decisions: Decision[] = [];
  const declined: string[] = [];
  for (const [at, { id, seq, last_agent_id, passed }] of waiting.entries()) {
    const those = standing.map((one) => ({ ...one, passed: passed.includes(one.member_id) }));
    const choice = chooseAgent(those, team, last_agent_id);
    if (choice.kind === 'chosen') {
      decisions.push({ conversationId: id, seq: seq + 1, choice });
      const taker = standing.find(({ member_id }) => member_id === choice.member_id)!;
      // Later in one transaction is later in turn.
      Object.assign(taker, {
        load: taker.load + 1,
        team_load: taker.team_load + 1,
        last_assigned_at: now + at,
      });
    } else if (choice.because === 'declined') declined.push(id);
    else if (choice.because !== 'manual' && !hasPasses(passed)) break;
  }
  return { decisions, declined };
}

const hasPasses = (passed: readonly string[]) => passed.length > 0;
