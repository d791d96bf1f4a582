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

function flat(settings: WidgetSettings): Map<string, string> {
  const { shape: _shape, launcher, texts, ...plain } = settings;
  return new Map([
    ...Object.entries(plain),
    ...Object.entries(launcher).map(([name, value]) => [`launcher.${name}`, String(value)] as const),
    ...Object.entries(texts).map(([name, value]) => [`texts.${name}`, value ?? ''] as const),
  ]);
}
