export interface Filters {
  q: string;
  site: string;
  show: 'all' | 'open' | 'blocked';
  /** Days as an input of type date gives them; both count. */
  from: string;
  to: string;
}

export const NO_FILTERS: Filters = { q: '', site: '', show: 'all', from: '', to: '' };

/** A day of this person's calendar as the instant at which it, or the one after it, begins. */
function startOfDay(day: string, plus = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plus).toISOString();
}

/** The filters as a query, with `?`; empty when nothing is asked for. */
export function queryOf({ q, site, show, from, to }: Filters): string {
  const query = new URLSearchParams({
    ...(q.trim() && { q: q.trim() }),
    ...(site && { site }),
    ...(show === 'open' && { open: 'yes' }),
    ...(show === 'blocked' && { blocked: 'yes' }),
    ...(from && { seen_from: startOfDay(from) }),
    ...(to && { seen_to: startOfDay(to, 1) }),
  }).toString();
  return query === '' ? '' : `?${query}`;
}
