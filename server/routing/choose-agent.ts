import type { Candidate, Strategy, TeamRule } from './candidate.ts';
import { exclusionOf, isAtWork, type Exclusion } from './judge-candidate.ts';

/** By which rule somebody was chosen. */
export type Rule = 'sticky' | Exclude<Strategy, 'manual'>;

/** How one candidate stood, kept beside the decision. */
export interface Judged extends Pick<Candidate, 'member_id' | 'name' | 'load' | 'team_load' | 'limit'> {
  excluded: Exclusion | null;
}

export type Choice =
  | { kind: 'chosen'; member_id: string; name: string; rule: Rule; judged: Judged[] }
  /**
   * `manual`: agents take chats themselves. `busy`: somebody is at work, and has no room. `absent`: nobody is there.
   * `declined`: all who could have it let it pass.
   */
  | { kind: 'nobody'; because: 'manual' | 'busy' | 'absent' | 'declined'; judged: Judged[] };

/**
 * Who gets a chat of this team now. Pure: the same candidates, in whatever order, give the same answer. The strategies
 * are those of the field: `round_robin` is the longest since the last assignment, `least_busy` the fewest chats and
 * then the longest since the last assignment (Intercom's balanced assignment), `priority` the team's own order.
 */
export function chooseAgent(
  candidates: readonly Candidate[],
  team: TeamRule,
  lastAgentId: string | null,
): Choice {
  const ranked = [...candidates].sort(ORDERS[team.strategy]);
  const judged = ranked.map((candidate) => judge(candidate, team));
  const eligible = judged.filter(({ excluded }) => excluded === null);
  const known = team.sticky ? eligible.find(({ member_id }) => member_id === lastAgentId) : undefined;
  if (known) return chosen(known, 'sticky', judged);
  if (team.strategy === 'manual') return { kind: 'nobody', because: 'manual', judged };
  const [first] = eligible;
  if (first) return chosen(first, team.strategy, judged);
  return { kind: 'nobody', because: whyNobody(judged), judged };
}

const chosen = ({ member_id, name }: Judged, rule: Rule, judged: Judged[]): Choice => ({
  kind: 'chosen',
  member_id,
  name,
  rule,
  judged,
});

function judge(candidate: Candidate, team: TeamRule): Judged {
  const { member_id, name, load, team_load, limit } = candidate;
  return { member_id, name, load, team_load, limit, excluded: exclusionOf(candidate, team) };
}

function whyNobody(judged: readonly Judged[]): 'busy' | 'absent' | 'declined' {
  if (judged.some(({ excluded }) => isAtWork(excluded))) return 'busy';
  return judged.some(({ excluded }) => excluded === 'passed') ? 'declined' : 'absent';
}

type Order = (a: Candidate, b: Candidate) => number;

const byPosition: Order = (a, b) => a.position - b.position || (a.member_id < b.member_id ? -1 : 1);
const byTurn: Order = (a, b) => (a.last_assigned_at ?? -1) - (b.last_assigned_at ?? -1) || byPosition(a, b);
const byLoad: Order = (a, b) => a.load - b.load || byTurn(a, b);

const ORDERS: Record<Strategy, Order> = {
  manual: byPosition,
  priority: byPosition,
  round_robin: byTurn,
  least_busy: byLoad,
};
