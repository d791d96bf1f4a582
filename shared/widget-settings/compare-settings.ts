import type { WidgetSettings } from './schema.ts';

export interface SettingsChange {
  /** As in `accent` or `launcher.label`. */
  field: string;
  from: string;
  to: string;
}

/** What differs, field by field, in the order of their names. A text that is absent is an empty one. */
export function compareSettings(before: WidgetSettings, after: WidgetSettings): SettingsChange[] {
  const [old, now] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...now.keys()])].sort();
  return fields
    .map((field) => ({ field, from: old.get(field) ?? '', to: now.get(field) ?? '' }))
    .filter(({ from, to }) => from !== to);
}

function flat({ shape: _shape, ...settings }: WidgetSettings): Map<string, string> {
  return new Map(leaves(settings, ''));
}

/** Every value by its path, as in `launcher.label` and `greetings.0.text`. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value ?? '')]];
  return Object.entries(value).flatMap(([name, one]) => leaves(one, path ? `${path}.${name}` : name));
}
