/** What a client was told, in the order in which it was told, which is the order in which it sent (M9). */
export interface Acknowledged {
  conversation_id: string;
  sender_id: string;
  client_id: string;
  seq: number;
}

/** What stands in the log, or what a client received of it. */
export interface StoredEntry {
  conversation_id: string;
  seq: number;
  public_seq: number | null;
  sender_id: string | null;
  client_id: string | null;
}

/** The ids of what is wrong; all empty when nothing is. */
export interface Faults {
  /** Acknowledged, and not stored. */
  lost: string[];
  /** Stored twice, or acknowledged at two places; and places (`CONVERSATION#SEQ`) that two entries have. */
  doubled: string[];
  /** Stored before what its sender sent earlier, or received before what stands earlier. */
  reordered: string[];
  /** Numbers that no entry has: `CONVERSATION#SEQ`, with `p` before a public one. */
  missing: string[];
  /** Acknowledged at a place where something else stands. */
  misplaced: string[];
}

/** Whether acknowledged messages stand in the log: each, once, where it was said, in the order of its sender. */
export function checkLog(acknowledged: readonly Acknowledged[], stored: readonly StoredEntry[]): Faults {
  const places = new Map<string, number[]>();
  for (const entry of stored) {
    if (entry.client_id !== null) append(places, messageKey(entry), entry.seq);
  }
  return {
    lost: ids(acknowledged.filter((told) => !places.has(messageKey(told)))),
    doubled: [
      ...new Set([
        ...[...places].filter(([, seqs]) => seqs.length > 1).map(([key]) => idOf(key)),
        ...toldTwice(acknowledged),
        ...takenTwice(stored),
      ]),
    ],
    reordered: ids(overtaken(acknowledged, places)),
    missing: gaps(stored),
    misplaced: ids(
      acknowledged.filter((told) => {
        const seqs = places.get(messageKey(told));
        return seqs !== undefined && !seqs.includes(told.seq);
      }),
    ),
  };
}

/**
 * Whether a client received what stands in the log from the first place it heard of: each entry once, ascending,
 * whole to the end. `received` is in the order of arrival.
 */
export function checkStream(
  received: readonly Pick<StoredEntry, 'conversation_id' | 'seq'>[],
  stored: readonly Pick<StoredEntry, 'conversation_id' | 'seq'>[],
): Pick<Faults, 'doubled' | 'reordered' | 'missing'> {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  const faults = { doubled: [] as string[], reordered: [] as string[], missing: [] as string[] };
  for (const entry of received) {
    const place = placeOf(entry);
    const before = last.get(entry.conversation_id) ?? 0;
    if (seen.has(place)) faults.doubled.push(place);
    else if (entry.seq < before) faults.reordered.push(place);
    seen.add(place);
    last.set(entry.conversation_id, Math.max(before, entry.seq));
  }
  faults.missing = stored.map(placeOf).filter((place) => !seen.has(place));
  return faults;
}

/** What was sent and neither acknowledged nor refused to the end. */
export function checkPending(sent: readonly string[], acknowledged: readonly Acknowledged[]): string[] {
  const told = new Set(acknowledged.map(({ client_id }) => client_id));
  return sent.filter((clientId) => !told.has(clientId));
}

export const NO_FAULTS: Faults = { lost: [], doubled: [], reordered: [], missing: [], misplaced: [] };

/** A message whose place is before that of its sender's earlier ones in that conversation. */
function overtaken(
  acknowledged: readonly Acknowledged[],
  places: ReadonlyMap<string, number[]>,
): Acknowledged[] {
  const furthest = new Map<string, number>();
  const known = new Set<string>();
  return acknowledged.filter((told) => {
    const key = messageKey(told);
    const seq = places.get(key)?.[0];
    if (seq === undefined || known.has(key)) return false;
    known.add(key);
    const sender = `${told.conversation_id} ${told.sender_id}`;
    const before = furthest.get(sender) ?? 0;
    furthest.set(sender, Math.max(before, seq));
    return seq < before;
  });
}

function toldTwice(acknowledged: readonly Acknowledged[]): string[] {
  const first = new Map<string, number>();
  return acknowledged
    .filter((told) => {
      const seq = first.get(messageKey(told));
      if (seq === undefined) first.set(messageKey(told), told.seq);
      return seq !== undefined && seq !== told.seq;
    })
    .map(({ client_id }) => client_id);
}

function takenTwice(stored: readonly StoredEntry[]): string[] {
  const taken = new Set<string>();
  const twice = (place: string): boolean => taken.size === taken.add(place).size;
  return stored.flatMap((entry) => [
    ...(twice(placeOf(entry)) ? [placeOf(entry)] : []),
    ...(entry.public_seq !== null && twice(publicPlaceOf(entry)) ? [publicPlaceOf(entry)] : []),
  ]);
}

function gaps(stored: readonly StoredEntry[]): string[] {
  const seqs = new Map<string, number[]>();
  const publicSeqs = new Map<string, number[]>();
  for (const { conversation_id, seq, public_seq } of stored) {
    append(seqs, conversation_id, seq);
    if (public_seq !== null) append(publicSeqs, conversation_id, public_seq);
  }
  return [
    ...[...seqs].flatMap(([id, numbers]) => holes(numbers).map((seq) => `${id}#${seq}`)),
    ...[...publicSeqs].flatMap(([id, numbers]) => holes(numbers).map((seq) => `${id}#p${seq}`)),
  ];
}

function holes(numbers: readonly number[]): number[] {
  const present = new Set(numbers);
  const end = numbers.reduce((most, number) => Math.max(most, number), 0);
  return Array.from({ length: end }, (_, index) => index + 1).filter((number) => !present.has(number));
}

function append<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const messageKey = (of: Pick<StoredEntry, 'conversation_id' | 'sender_id' | 'client_id'>): string =>
  `${of.conversation_id} ${of.sender_id} ${of.client_id}`;
const idOf = (key: string): string => key.split(' ')[2]!;
const placeOf = ({ conversation_id, seq }: Pick<StoredEntry, 'conversation_id' | 'seq'>): string =>
  `${conversation_id}#${seq}`;
const publicPlaceOf = ({ conversation_id, public_seq }: StoredEntry): string =>
  `${conversation_id}#p${public_seq}`;
const ids = (told: readonly Acknowledged[]): string[] => [...new Set(told.map(({ client_id }) => client_id))];
