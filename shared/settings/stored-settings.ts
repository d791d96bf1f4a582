/** What a workspace set otherwise than by default, by key. */
export type StoredSettings = Record<string, unknown>;

/** One setting's part in a version. `undefined` is never stored: what is by default is written out. */
export interface SettingChange {
  key: string;
  from: unknown;
  to: unknown;
}
