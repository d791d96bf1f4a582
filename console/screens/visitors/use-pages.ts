import { useEffect, useRef, useState } from 'preact/hooks';
import { request } from '../../store/api.ts';
import { explainError } from '../../store/explain-error.ts';

interface Known<Row> {
  path: string;
  rows?: Row[];
  next?: string | null;
  error?: unknown;
}

/** A list that the API answers page by page; an answer that was overtaken by another question is dropped. */
export function usePages<Row, Page extends { next: string | null }>(
  path: string,
  rowsOf: (page: Page) => Row[],
) {
  const [known, setKnown] = useState<Known<Row>>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [asked, setAsked] = useState(0);
  const wanted = useRef(path);
  wanted.current = path;
  useEffect(() => {
    let current = true;
    setFailed(undefined);
    setBusy(false);
    request<Page>('GET', path).then(
      (page) => current && setKnown({ path, rows: rowsOf(page), next: page.next }),
      (error: unknown) => current && setKnown({ path, error }),
    );
    return () => void (current = false);
  }, [path, asked]);
  const here = known?.path === path ? known : undefined;
  const next = here?.next;
  const load = async (cursor: string) => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    const at = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    try {
      const page = await request<Page>('GET', at);
      if (wanted.current === path)
        setKnown((before) => ({ path, rows: [...(before?.rows ?? []), ...rowsOf(page)], next: page.next }));
    } catch (error) {
      if (wanted.current === path) setFailed(explainError(error));
    } finally {
      if (wanted.current === path) setBusy(false);
    }
  };
  return {
    value: here?.rows,
    error: here?.error,
    reload: () => setAsked((count) => count + 1),
    /** Absent on the last page. */
    more: next ? () => void load(next) : undefined,
    busy,
    failed,
  };
}
