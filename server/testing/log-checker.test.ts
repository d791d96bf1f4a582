import { expect, it } from 'vitest';
import {
  checkLog,
  checkPending,
  checkStream,
  NO_FAULTS,
  type Acknowledged,
  type StoredEntry,
} from './log-checker.ts';

const CONVERSATION = 'c';
const SENDERS = ['visitor', 'agent'];

/** Two people who said five things each, by turns, with an internal note in the middle. */
function goodHistory(): { acknowledged: Acknowledged[]; stored: StoredEntry[] } {
  const stored: StoredEntry[] = [];
  for (let index = 0; index < 10; index++) {
    if (index === 5) stored.push(entry(stored.length + 1, null, 'agent', 'note'));
    const public_seq = stored.filter(({ public_seq: number }) => number !== null).length + 1;
    stored.push(entry(stored.length + 1, public_seq, SENDERS[index % 2]!, `m${index}`));
  }
  const acknowledged = stored
    .filter(({ client_id }) => client_id !== 'note')
    .map(({ conversation_id, sender_id, client_id, seq }) => ({
      conversation_id,
      sender_id: sender_id!,
      client_id: client_id!,
      seq,
    }));
  return { acknowledged, stored };
}

const entry = (
  seq: number,
  public_seq: number | null,
  sender_id: string,
  client_id: string,
): StoredEntry => ({
  conversation_id: CONVERSATION,
  seq,
  public_seq,
  sender_id,
  client_id,
});

it('a good history has no fault, also where an answer was given twice', () => {
  const { acknowledged, stored } = goodHistory();
  expect(checkLog(acknowledged, stored)).toEqual(NO_FAULTS);
  expect(checkLog([...acknowledged, acknowledged[3]!], stored)).toEqual(NO_FAULTS);
});

it('names a planted loss, and the hole it leaves', () => {
  const { acknowledged, stored } = goodHistory();
  const lost = stored.filter(({ client_id }) => client_id !== 'm4');
  expect(checkLog(acknowledged, lost)).toEqual({ ...NO_FAULTS, lost: ['m4'], missing: ['c#5', 'c#p5'] });
});

it('names a planted loss at the end, where no hole shows it', () => {
  const { acknowledged, stored } = goodHistory();
  expect(checkLog(acknowledged, stored.slice(0, -1))).toEqual({ ...NO_FAULTS, lost: ['m9'] });
});

it('names a planted double', () => {
  const { acknowledged, stored } = goodHistory();
  stored.push(entry(12, 11, 'visitor', 'm2'));
  expect(checkLog(acknowledged, stored)).toEqual({ ...NO_FAULTS, doubled: ['m2'] });
});

it('names a place that two entries have, in either numbering', () => {
  const { acknowledged, stored } = goodHistory();
  stored.push(entry(3, 3, 'visitor', 'late'));
  expect(checkLog(acknowledged, stored)).toEqual({ ...NO_FAULTS, doubled: ['c#3', 'c#p3'] });
});

it('the same client id of another sender is no double', () => {
  const { acknowledged, stored } = goodHistory();
  stored.push(entry(12, 11, 'agent', 'm2'));
  expect(checkLog(acknowledged, stored)).toEqual(NO_FAULTS);
});

it('names a message that was acknowledged at two places', () => {
  const { acknowledged, stored } = goodHistory();
  const again = { ...acknowledged[2]!, seq: 9 };
  expect(checkLog([...acknowledged, again], stored)).toMatchObject({
    doubled: [again.client_id],
    misplaced: [again.client_id],
  });
});

it('names a planted swap of one sender’s messages, and not one between two senders', () => {
  const swap = (first: number, second: number) => {
    const { acknowledged, stored } = goodHistory();
    [stored[first]!.client_id, stored[second]!.client_id] = [
      stored[second]!.client_id,
      stored[first]!.client_id,
    ];
    const seqOf = new Map(stored.map(({ client_id, seq }) => [client_id, seq]));
    return checkLog(
      acknowledged.map((told) => ({ ...told, seq: seqOf.get(told.client_id)! })),
      stored,
    );
  };
  expect(swap(0, 2)).toEqual({ ...NO_FAULTS, reordered: ['m2'] });
  const { acknowledged, stored } = goodHistory();
  const [first, second] = [stored[0]!, stored[1]!];
  Object.assign(first, { client_id: 'm1', sender_id: 'agent' });
  Object.assign(second, { client_id: 'm0', sender_id: 'visitor' });
  Object.assign(acknowledged[0]!, { seq: 2 });
  Object.assign(acknowledged[1]!, { seq: 1 });
  expect(checkLog(acknowledged, stored)).toEqual(NO_FAULTS);
});

it('names a planted gap in either numbering', () => {
  const { acknowledged, stored } = goodHistory();
  for (const late of stored.slice(8)) Object.assign(late, { public_seq: late.public_seq! + 1 });
  expect(checkLog(acknowledged, stored)).toEqual({ ...NO_FAULTS, missing: ['c#p8'] });
});

it('names an answer that tells another place than the stored one', () => {
  const { acknowledged, stored } = goodHistory();
  Object.assign(acknowledged[1]!, { seq: 7 });
  expect(checkLog(acknowledged, stored)).toEqual({ ...NO_FAULTS, misplaced: ['m1'] });
});

it('names what a stream doubled, swapped and skipped', () => {
  const { stored } = goodHistory();
  const fine = { doubled: [], reordered: [], missing: [] };
  expect(checkStream(stored, stored)).toEqual(fine);
  expect(checkStream([...stored, stored[1]!], stored)).toEqual({ ...fine, doubled: ['c#2'] });
  const swapped = [stored[1]!, stored[0]!, ...stored.slice(2)];
  expect(checkStream(swapped, stored)).toEqual({ ...fine, reordered: ['c#1'] });
  expect(checkStream(stored.slice(1, -1), stored)).toEqual({ ...fine, missing: ['c#1', 'c#11'] });
});

it('names what was sent and never answered', () => {
  const { acknowledged } = goodHistory();
  expect(checkPending(['m0', 'm1', 'm99'], acknowledged)).toEqual(['m99']);
});
