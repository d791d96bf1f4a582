import type { ComponentChildren } from 'preact';
import type { PreferenceKey, PreferenceValues } from '../../../../shared/preferences/registry.ts';
import { PreferenceRow } from './preference-row.tsx';
import { usePreference } from './use-preference.ts';

type KeysOf<T> = {
  [K in PreferenceKey]: PreferenceValues[K] extends T ? K : never;
}[PreferenceKey];

interface Named {
  label: string;
  meaning?: ComponentChildren;
}

const idOf = (key: PreferenceKey) => `pref-${key.replace(/\W/g, '-')}`;
const describedBy = (id: string, meaning: ComponentChildren, error: string | undefined) =>
  [meaning !== undefined && `${id}-meaning`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined;

export function PreferenceSwitch({ of, ...named }: Named & { of: KeysOf<boolean> }) {
  const { value, error, choose } = usePreference(of);
  const id = idOf(of);
  return (
    <PreferenceRow id={id} error={error} {...named}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        checked={value}
        aria-describedby={describedBy(id, named.meaning, error)}
        onChange={({ currentTarget }) => void choose(currentTarget.checked)}
      />
    </PreferenceRow>
  );
}

interface SelectProps<K extends PreferenceKey> extends Named {
  of: K;
  /** In the place of what was chosen, where nothing was. */
  shown?: string;
  options: ReadonlyArray<{ value: PreferenceValues[K] & string; label: string; lang?: string }>;
}

export function PreferenceSelect<K extends KeysOf<string>>({ of, options, shown, ...named }: SelectProps<K>) {
  const { value, error, choose } = usePreference(of);
  const id = idOf(of);
  return (
    <PreferenceRow id={id} error={error} {...named}>
      <div class="field-box">
        <select
          id={id}
          value={shown ?? (value as string)}
          aria-describedby={describedBy(id, named.meaning, error)}
          onChange={({ currentTarget }) => {
            const chosen = options.find((option) => option.value === currentTarget.value);
            if (chosen) void choose(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </PreferenceRow>
  );
}
