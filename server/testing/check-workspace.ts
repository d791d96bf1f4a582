import { isDeepStrictEqual } from 'node:util';
import type { ChangedMessage } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import { readChanges } from '../log/read-changes.ts';
import { foldLog, type FoldedRow } from './fold-log.ts';
import { checkLog, type Acknowledged } from './log-checker.ts';
import { readStoredLog, storedEntries, type LoggedEntry, type StoredLog } from './stored-log.ts';

export interface Witnesses {
  acknowledged: readonly Acknowledged[];
  /** What each node's bus heard, in the order of hearing. */
  published: readonly (readonly ChangedMessage[])[];
}

/** Everything that must hold of a workspace at rest; in words, what does not. */
export async function checkWorkspace(
  db: Pick<Database, 'orm'>,
  workspaceId: string,
  { acknowledged, published }: Witnesses,
): Promise<string[]> {
  const log = await readStoredLog(db, workspaceId);
  const faults = checkLog(acknowledged, storedEntries(log));
  return [
    ...Object.entries(faults).flatMap(([fault, ids]) => (ids as string[]).map((id) => `${fault}: ${id}`)),
    ...checkRows(log),
    ...checkRevs(log),
    ...checkPublished(log, published),
    ...checkReplay(log, await readChanges(db, workspaceId, 0, log.rev)),
  ];
}

export const entriesOf = ({ entries }: StoredLog, conversationId: string): LoggedEntry[] =>
  entries.filter(({ conversation_id }) => conversation_id === conversationId);

/** A conversation's row equals the fold of its entries; read marks are at least that and at most the last entry. */
export function checkRows(log: StoredLog): string[] {
  return log.conversations.flatMap((row) => {
    const folded = foldLog(entriesOf(log, row.id).map(({ entry }) => entry));
    const { visitor_read, agent_read, ...exact } = folded;
    const wrong = (Object.keys(exact) as (keyof typeof exact)[])
      .filter((field) => !isDeepStrictEqual(row[field], exact[field]))
      .map((field) => `row ${row.id}: ${field} is ${show(row[field])}, its log says ${show(exact[field])}`);
    const readable = (mark: keyof FoldedRow & ('visitor_read' | 'agent_read'), least: number) =>
      row[mark] >= least && row[mark] <= row.public_seq
        ? []
        : [`row ${row.id}: ${mark} is ${row[mark]}, not within ${least} and ${row.public_seq}`];
    return [...wrong, ...readable('visitor_read', visitor_read), ...readable('agent_read', agent_read)];
  });
}

/** Every position belongs to one transaction, is at most the workspace's, and ascends in a conversation. */
export function checkRevs(log: StoredLog): string[] {
  const transactionOf = new Map<number, string>();
  const lastOf = new Map<string, number>();
  const wrong: string[] = [];
  for (const { conversation_id, rev, transaction, entry } of log.entries) {
    if ((transactionOf.get(rev) ?? transaction) !== transaction) wrong.push(`rev ${rev}: two transactions`);
    transactionOf.set(rev, transaction);
    if (rev < (lastOf.get(conversation_id) ?? 1))
      wrong.push(`rev ${rev} descends at ${conversation_id}#${entry.seq}`);
    if (rev > log.rev) wrong.push(`rev ${rev} is ahead of the workspace's ${log.rev}`);
    lastOf.set(conversation_id, rev);
  }
  return wrong;
}

/** Every position was published once, ascending where one lane wrote it, with the entries that it wrote. */
export function checkPublished(log: StoredLog, published: Witnesses['published']): string[] {
  const all = published.flat();
  const revs = new Set(all.map(({ rev }) => rev));
  const twice = all.length === revs.size ? [] : [`${all.length} messages for ${revs.size} revs`];
  const unheard = range(log.rev).filter((rev) => !revs.has(rev));
  const swapped = published
    .map(ofLanes)
    .flatMap((heard) =>
      heard.filter(({ rev }, index) => index > 0 && rev < heard[index - 1]!.rev).map(({ rev }) => rev),
    );
  return [
    ...twice,
    ...unheard.map((rev) => `rev ${rev} was not published`),
    ...swapped.map((rev) => `rev ${rev} was published late`),
    ...all.flatMap(({ rev, changes }) =>
      compare(`published rev ${rev}`, writtenBy(log, rev), placed(changes)),
    ),
  ];
}

/** A start has a transaction of its own, so it may be heard after what was committed later; a feed puts it right. */
const ofLanes = (heard: readonly ChangedMessage[]): ChangedMessage[] =>
  heard.filter(
    ({ changes }) => !changes.some(({ entries }) => entries.some(({ type }) => type === 'started')),
  );

type Replay = Awaited<ReturnType<typeof readChanges>>;

/** Reading the workspace from its beginning gives every position, and every entry at its position. */
export function checkReplay(log: StoredLog, replay: Replay): string[] {
  const whole = JSON.stringify(replay.map(({ rev }) => rev)) === JSON.stringify(range(log.rev));
  return [
    ...(whole ? [] : [`a replay of ${log.rev} positions gave ${replay.length}`]),
    ...replay.flatMap(({ rev, changes }) =>
      compare(`replayed rev ${rev}`, writtenBy(log, rev), placed(changes)),
    ),
  ];
}

const writtenIndex = new WeakMap<StoredLog, Map<number, string[]>>();

function writtenBy(log: StoredLog, rev: number): string[] {
  let index = writtenIndex.get(log);
  if (!index) {
    index = new Map();
    for (const { rev: at, conversation_id, entry } of log.entries)
      index.set(at, [...(index.get(at) ?? []), place(conversation_id, entry)]);
    writtenIndex.set(log, index);
  }
  return index.get(rev) ?? [];
}

const placed = (changes: Replay[number]['changes']): string[] =>
  changes.flatMap(({ conversation, entries }) => entries.map((entry) => place(conversation.id, entry)));

const place = (conversationId: string, entry: Entry): string =>
  `${conversationId}#${entry.seq} ${entry.public_seq} ${entry.type} ${entry.client_id} ${entry.created_at} ${show(Object.entries(entry.body).sort())}`;

function compare(what: string, stored: readonly string[], told: readonly string[]): string[] {
  const [expected, actual] = [[...stored].sort(), [...told].sort()];
  return show(expected) === show(actual) ? [] : [`${what}: ${show(actual)}, stored are ${show(expected)}`];
}

const range = (end: number): number[] => Array.from({ length: end }, (_, index) => index + 1);
const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
