import type { Entry, EntryBody } from '../../shared/protocol/entries.ts';

type Offered = EntryBody<'offered'>;
export type ColleagueOffer = Offered & { from: NonNullable<Offered['from']> };

/** What puts an end to an offer, or is one. */
const TURNS = new Set(['offered', 'offer_passed', 'assigned', 'unassigned', 'queued', 'ended']);

/** The offer of a colleague that stands in a thread, as the log tells it: also after a reload. */
export function colleagueOffer(entries: readonly Entry[]): ColleagueOffer | undefined {
  const last = entries.findLast(({ type }) => TURNS.has(type));
  if (last?.type !== 'offered') return undefined;
  const { member_id, name, until, from } = last.body as Partial<Offered>;
  const isWhole = member_id !== undefined && name !== undefined && until !== undefined && from !== undefined;
  return isWhole ? { member_id, name, until, from } : undefined;
}
