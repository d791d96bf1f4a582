import { useContext, useState } from 'preact/hooks';
import type { PreferenceKey, PreferenceValues } from '../../../../shared/preferences/registry.ts';
import { explainError } from '../../../store/explain-error.ts';
import type { PreferenceChanges } from '../../../store/preferences.ts';
import { useDesk } from '../../inbox/desk-context.ts';
import { createContext } from 'preact';

/** Says how saving went: whoever changed something hears it once, at one place of the page. */
export const SavedContext = createContext<(word: 'saved' | 'failed') => void>(() => undefined);

export interface OwnPreference<K extends PreferenceKey> {
  value: PreferenceValues[K];
  error: string | undefined;
  /** Counts at once; answers whether it was kept. Null chooses nothing. */
  choose(value: PreferenceValues[K] | null): Promise<boolean>;
}

export function usePreference<K extends PreferenceKey>(key: K): OwnPreference<K> {
  const { preferences } = useDesk();
  const say = useContext(SavedContext);
  const [error, setError] = useState<string>();
  return {
    value: preferences.values.value[key],
    error,
    async choose(value) {
      setError(undefined);
      try {
        await preferences.change({ [key]: value } as PreferenceChanges);
        say('saved');
        return true;
      } catch (reason) {
        setError(explainError(reason));
        say('failed');
        return false;
      }
    },
  };
}
