import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry, AuditFilters as Choices, AuditPage } from '../../../../shared/audit/audit-entry.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';

export interface Filters {
  actor: string;
  action: string;
  /** Days as an input of type date gives them; both count. */
  from: string;
  to: string;
  q: string;
}

export const NO_FILTERS: Filters = { actor: '', action: '', from: '', to: '', q: '' };

type List =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | { state: 'ready'; entries: AuditEntry[]; next: string | null; busy: boolean; failed: string | null };

const TYPING_PAUSE_MS = 250;

/** A day of this person's calendar as the instants between which it lies. */
export function startOfDay(day: string, plus = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plus).toISOString();
}

/** The filters as a query, with `?`; empty when nothing is asked for. */
export function queryOf({ actor, action, from, to, q }: Filters, rest: Record<string, string> = {}): string {
  const asked = {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(from && { from: startOfDay(from) }),
    ...(to && { to: startOfDay(to, 1) }),
    ...(q.trim() && { q: q.trim() }),
    ...rest,
  };
  const query = new URLSearchParams(asked).toString();
  return query === '' ? '' : `?${query}`;
}

/** The list that the filters ask for; an answer that was overtaken by another question is dropped. */
export function useAudit(workspace: string) {
  const path = `/workspaces/${encodeURIComponent(workspace)}/audit`;
  const [filters, setFilters] = useState(NO_FILTERS);
  const [choices, setChoices] = useState<Choices>({ actors: [], actions: [] });
  const [list, setList] = useState<List>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  const query = queryOf(filters);

  useEffect(() => {
    // Without choices the list can still be searched.
    request<Choices>('GET', `${path}/filters`).then(setChoices, () => undefined);
  }, [path]);
  useEffect(() => {
    let wanted = true;
    const ask = () =>
      request<AuditPage>('GET', path + query).then(
        ({ entries, next }) =>
          wanted && setList({ state: 'ready', entries, next, busy: false, failed: null }),
        (error: unknown) => wanted && setList({ state: 'failed', error }),
      );
    const timer = setTimeout(() => void ask(), list.state === 'loading' ? 0 : TYPING_PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [path, query, tries]);

  const more = async (): Promise<void> => {
    if (list.state !== 'ready' || list.busy || list.next === null) return;
    setList({ ...list, busy: true, failed: null });
    const unless = (change: (now: Extract<List, { state: 'ready' }>) => List) =>
      setList((now) => (now.state === 'ready' && now.next === list.next ? change(now) : now));
    try {
      const page = await request<AuditPage>('GET', path + queryOf(filters, { before: list.next }));
      unless((now) => ({ ...now, entries: [...now.entries, ...page.entries], next: page.next, busy: false }));
    } catch (error) {
      unless((now) => ({ ...now, busy: false, failed: explainError(error) }));
    }
  };
  const again = () => {
    setList({ state: 'loading' });
    setTries(tries + 1);
  };
  return { filters, setFilters, choices, list, more: () => void more(), again };
}
