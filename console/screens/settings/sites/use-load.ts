import { useEffect, useState } from 'preact/hooks';
import { request } from '../../../store/api.ts';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown; again: () => void }
  | { state: 'ready'; value: T; set: (value: T) => void; again: () => void };

/** What an address of the API answers. */
export function useLoad<T>(path: string): Loaded<T> {
  const [known, setKnown] = useState<{ path: string; value: T } | null>(null);
  const [error, setError] = useState<{ why: unknown } | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    setError(null);
    request<T>('GET', path).then(
      (value) => wanted && setKnown({ path, value }),
      (why: unknown) => wanted && setError({ why }),
    );
    return () => void (wanted = false);
  }, [path, tries]);
  const again = () => setTries(tries + 1);
  if (error) return { state: 'failed', error: error.why, again };
  if (known?.path !== path) return { state: 'loading' };
  return { state: 'ready', value: known.value, set: (value) => setKnown({ path, value }), again };
}
