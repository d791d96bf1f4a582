/** An entry of a routed conversation, in the order of commits. */
export interface RoutedEntry {
  conversation_id: string;
  rev: number;
  seq: number;
  type: string;
  body: { member_id?: string; team_id?: string; why?: { team: { id: string }; load: number; limit: number } };
  /** Who could have had it, where the entry is a decision. */
  judged: { member_id: string; excluded: string | null }[] | null;
  /** How far the log was when its queue was looked at. */
  as_of_rev: number | null;
}

export interface RoutedChat {
  id: string;
  /** In whose queue it began. */
  team_id: string;
  /** Its place: the higher priority first, then the smaller place. */
  priority: number;
  place: number;
}

interface Standing extends RoutedChat {
  state: 'absent' | 'waiting' | 'offered' | 'held' | 'ended';
  member: string | null;
  since: number;
  passed: boolean;
}

/** Everything that is wrong in how these chats were routed, in words. */
export function checkRouting(
  entries: readonly RoutedEntry[],
  chats: readonly RoutedChat[],
  teamLimits: ReadonlyMap<string, number | null>,
): string[] {
  const faults: string[] = [];
  const all = new Map<string, Standing>(
    chats.map((chat) => [chat.id, { ...chat, state: 'absent', member: null, since: 0, passed: false }]),
  );
  for (const [rev, together] of byRev(entries)) {
    const known = together.flatMap((entry) => {
      const chat = all.get(entry.conversation_id);
      return chat ? [{ chat, entry }] : [];
    });
    // What one transaction did has no order of its own.
    const wrong = [
      ...known.map(({ chat, entry }) => step(chat, entry)),
      ...known.map(({ chat, entry }) => judge(chat, entry, [...all.values()], teamLimits)),
    ];
    for (const fault of wrong) if (fault) faults.push(`At rev ${rev}: ${fault}`);
  }
  for (const { id, state } of all.values())
    if (state !== 'ended') faults.push(`chat ${id} was lost: it is ${state} at the end`);
  return faults;
}

function byRev(entries: readonly RoutedEntry[]): Map<number, RoutedEntry[]> {
  const groups = new Map<number, RoutedEntry[]>();
  for (const entry of entries) groups.set(entry.rev, [...(groups.get(entry.rev) ?? []), entry]);
  return groups;
}

/** What the entry makes of the chat; a fault when it may not. */
function step(chat: Standing, { type, body, rev }: RoutedEntry): string | undefined {
  const member = body.member_id ?? null;
  const { state } = chat;
  const to = (next: Partial<Standing>) => void Object.assign(chat, { since: rev, ...next });
  if (type === 'started') return to({ state: 'waiting' });
  if (type === 'offered')
    return state === 'waiting' ? to({ state: 'offered', member }) : `chat ${chat.id} was ${state} already`;
  if (type === 'offer_passed')
    return state === 'offered' && chat.member === member
      ? to({ state: 'waiting', member: null, passed: true })
      : `it was ${state}, not offered to them`;
  if (type === 'assigned')
    return state === 'waiting' || (state === 'offered' && chat.member === member)
      ? to({ state: 'held', member })
      : `chat ${chat.id} was ${state} already`;
  if (type === 'unassigned')
    return state === 'held' && chat.member === member
      ? to({ state: 'waiting', member: null })
      : `it was ${state}, not theirs`;
  if (type === 'queued')
    return state === 'waiting' ? to({ team_id: body.team_id!, passed: false }) : `it was ${state}`;
  if (type === 'ended') return to({ state: 'ended', member: null });
  return undefined;
}

/** Whether routing might decide this, with everybody standing as they did. */
function judge(
  chat: Standing,
  { type, body: { why }, judged, as_of_rev }: RoutedEntry,
  all: readonly Standing[],
  teamLimits: ReadonlyMap<string, number | null>,
): string | undefined {
  if ((type !== 'assigned' && type !== 'offered') || !why) return undefined;
  if (!judged?.some(({ member_id, excluded }) => member_id === chat.member && excluded === null))
    return 'the decision is not explained';
  const theirs = all.filter(({ member }) => member === chat.member);
  if (theirs.length > why.limit) return `they have ${theirs.length} of ${why.limit} chats`;
  const ofTeam = theirs.filter(({ team_id }) => team_id === chat.team_id).length;
  const teamLimit = teamLimits.get(chat.team_id) ?? null;
  if (teamLimit !== null && ofTeam > teamLimit)
    return `they have ${ofTeam} of ${teamLimit} chats of the team`;
  // Whoever waited when the queue was looked at, and still does. A chat that somebody let pass keeps nobody.
  const earlier = all.find(
    (one) =>
      one.state === 'waiting' &&
      one.team_id === chat.team_id &&
      isBefore(one, chat) &&
      !one.passed &&
      one.since <= (as_of_rev ?? 0),
  );
  return earlier && `chat ${earlier.id} came before chat ${chat.id} and still waited`;
}

const isBefore = (one: RoutedChat, other: RoutedChat): boolean =>
  one.priority > other.priority || (one.priority === other.priority && one.place < other.place);
