import { expect, it } from 'vitest';
import { CONVERSATION, entry, FRESH, thread } from '../testing/fake-session.ts';
import { readEntry } from './read-entry.ts';
import { reportNews } from './report-news.ts';

const heard = () => {
  const events: [string, unknown][] = [];
  return { events, emit: (event: string, detail?: unknown) => void events.push([event, detail]) };
};
const withEntries = (...entries: Parameters<typeof thread>[0]) => ({
  ...FRESH,
  threads: new Map([[CONVERSATION, thread(entries)]]),
});

it('tells agent:left when nobody has the conversation any more, and not of history', () => {
  const { events, emit } = heard();
  const left = entry(2, { type: 'unassigned', body: {} });
  reportNews(emit, readEntry, FRESH, withEntries(entry(1), left));
  expect(events).toEqual([]);
  reportNews(emit, readEntry, withEntries(entry(1)), withEntries(entry(1), left));
  expect(events).toEqual([['agent:left', { conversation_id: CONVERSATION }]]);
});

it('tells availability with each welcome', () => {
  const { events, emit } = heard();
  const opening = { open: false, changes_at: '2027-01-01T09:00:00.000Z' };
  const now = { ...FRESH, opening };
  reportNews(emit, readEntry, FRESH, now);
  reportNews(emit, readEntry, now, now);
  expect(events).toEqual([['availability', { available: false, changes_at: opening.changes_at }]]);
});

it('has read out what is drawn of a message, and nothing where the page shows none', () => {
  const { events, emit } = heard();
  const agent = { kind: 'agent', name: 'Ada' } as const;
  const arrive = (read: typeof readEntry) =>
    reportNews(
      emit,
      read,
      withEntries(entry(1)),
      withEntries(entry(1), entry(2, { sender: agent, body: { text: 'blue' } })),
    );
  const green: typeof readEntry = (one, at) => {
    const item = readEntry(one, at);
    return item?.kind === 'said' ? { ...item, text: 'green' } : item;
  };
  expect(arrive(green)).toEqual([{ name: 'Ada', text: 'green' }]);
  expect(arrive(() => null)).toEqual([]);
  // The page itself hears what came.
  expect(events.map(([, detail]) => (detail as { text: string }).text)).toEqual(['blue', 'blue']);
});
