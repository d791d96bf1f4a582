import { useEffect, useState } from 'preact/hooks';
import { BellhopError } from '../../../../shared/errors.ts';
import type { SettingKey } from '../../../../shared/settings/registry.ts';
import type { SettingsAnswer } from '../../../../shared/settings/settings-wire.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';
import { keepDraft, readDraft } from '../unsaved.ts';

export type Typed = Partial<Record<SettingKey, unknown>>;

/** What is kept while the person looks elsewhere; `base` is the version that it was typed upon. */
interface Kept {
  base: number;
  typed: Typed;
}
const NOTHING: Kept = { base: 0, typed: {} };

export interface SettingsDraft {
  saved: SettingsAnswer;
  typed: Typed;
  /** What is wrong, by the path that the server names, as in `hours.workspace.weekly.0`. */
  errors: Readonly<Record<string, string>>;
  /** What is wrong with the whole, or that it is saved. */
  word: { kind: 'failed' | 'saved'; text: string } | null;
  busy: boolean;
  /** Grows with each refusal: then the first field that is marked gets the focus. */
  refusals: number;
  valueOf(key: SettingKey): unknown;
  type(key: SettingKey, value: unknown): void;
  discard(): void;
  save(): Promise<void>;
  /** Goes on from an answer that came another way; what was typed stays. */
  take(answer: SettingsAnswer): void;
}

export type SettingsState =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown; again: () => void }
  | { state: 'ready'; draft: SettingsDraft };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The workspace's settings as saved, and what a person makes of them on one page. */
export function useSettings(workspace: string, page: string): SettingsState {
  const path = `/workspaces/${encodeURIComponent(workspace)}/settings`;
  const [saved, setSaved] = useState<SettingsAnswer | null>(null);
  const [lost, setLost] = useState<unknown>(null);
  const [{ base, typed }, setKept] = useState<Kept>(
    (readDraft(page, workspace) as Kept | undefined) ?? NOTHING,
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [word, setWord] = useState<SettingsDraft['word']>(null);
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);

  const load = () => {
    setLost(null);
    request<SettingsAnswer>('GET', path).then(setSaved, setLost);
  };
  useEffect(load, [path]);
  const keep = (next: Typed, upon: number) => {
    const kept = { base: upon, typed: next };
    setKept(kept);
    keepDraft(page, workspace, Object.keys(next).length > 0 ? kept : undefined);
  };
  if (lost !== null) return { state: 'failed', error: lost, again: load };
  if (saved === null) return { state: 'loading' };

  const refused = async (error: unknown): Promise<void> => {
    const field = error instanceof BellhopError ? error.field : undefined;
    if (field !== undefined) setErrors({ [field]: explainError(error) });
    setRefusals(refusals + 1);
    setWord({ kind: 'failed', text: field === undefined ? explainError(error) : t('settings.look') });
    // The others' value is shown beside what was typed, and the next try is made knowing it.
    if (error instanceof BellhopError && error.code === 'conflict') {
      const fresh = await request<SettingsAnswer>('GET', path).catch(() => saved);
      setSaved(fresh);
      keep(typed, fresh.version);
    }
  };
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setWord(null);
    try {
      setSaved(await request<SettingsAnswer>('PUT', path, { base_version: base, changes: typed }));
      keep({}, 0);
      setWord({ kind: 'saved', text: t('settings.saved') });
    } catch (error) {
      await refused(error);
    } finally {
      setBusy(false);
    }
  };
  const draft: SettingsDraft = {
    saved,
    typed,
    errors,
    word,
    busy,
    refusals,
    valueOf: (key) => (key in typed ? typed[key] : saved.values[key]),
    type(key, value) {
      const { [key]: _, ...rest } = typed;
      const upon = Object.keys(typed).length > 0 ? base : saved.version;
      keep(same(value, saved.values[key]) ? rest : { ...typed, [key]: value }, upon);
      setWord(null);
      setErrors((old) => Object.fromEntries(Object.entries(old).filter(([at]) => !at.startsWith(key))));
    },
    discard() {
      keep({}, 0);
      setErrors({});
      setWord(null);
    },
    save,
    take(answer) {
      setSaved(answer);
      keep(typed, answer.version);
      setWord(null);
    },
  };
  return { state: 'ready', draft };
}
