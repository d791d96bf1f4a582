import { DEFAULT_VALUES, SETTING_KEYS, type SettingValues } from '../../shared/settings/registry.ts';
import { SETTING_SCHEMAS } from '../../shared/settings/setting-schema.ts';
import type { StoredSettings } from '../../shared/settings/stored-settings.ts';

/** What is in effect. A stored value that this version does not understand counts as not set. */
export function valuesOf(stored: StoredSettings): SettingValues {
  const known = SETTING_KEYS.filter((key) => Object.hasOwn(stored, key))
    .map((key) => [key, SETTING_SCHEMAS[key].safeParse(stored[key])] as const)
    .filter(([, parsed]) => parsed.success)
    .map(([key, parsed]) => [key, parsed.data] as const);
  return { ...DEFAULT_VALUES, ...Object.fromEntries(known) };
}
