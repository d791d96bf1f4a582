import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession } from '../../shared/client/types.ts';
import {
  preferencesOf,
  type ChosenPreferences,
  type PreferenceKey,
  type PreferenceValues,
} from '../../shared/preferences/registry.ts';
import type { PreferencesAnswer } from '../../shared/preferences/preferences-wire.ts';
import { density, theme } from './appearance.ts';
import { request } from './api.ts';
import { singleKeys } from './keyboard.ts';
import { chooseLanguage, languageChoice } from './language.ts';

export type PreferenceChanges = { readonly [K in PreferenceKey]?: PreferenceValues[K] | null };

/** What this agent chose for themselves, the same in all tabs and browsers. */
export interface Preferences {
  /** In effect: chosen, else as the workspace or Bellhop has it. */
  readonly values: ReadonlySignal<PreferenceValues>;
  readonly chosen: ReadonlySignal<ChosenPreferences>;
  /** What an admin allows; undefined until it was read. */
  readonly mostChats: ReadonlySignal<number | undefined>;
  /** Why it could not be read last. */
  readonly failure: ReadonlySignal<unknown>;
  /** Counts here at once. Rejects when it is refused: then it counts no more. */
  change(changes: PreferenceChanges): Promise<void>;
  refresh(): Promise<void>;
  close(): void;
}

const USUAL = { sound: true, desktop: true };

export function openPreferences(session: AgentSession, workspace: string): Preferences {
  const path = `/workspaces/${encodeURIComponent(workspace)}/preferences`;
  const answer = signal<PreferencesAnswer | undefined>();
  const underWay = signal<ReadonlyArray<PreferenceChanges>>([]);
  const failure = signal<unknown>(undefined);
  const defaults = signal(session.getState().desk?.notifications ?? USUAL);
  const chosen = computed(() => withChanges(answer.value?.chosen ?? {}, underWay.value));
  const values = computed(() => preferencesOf(chosen.value, defaults.value));
  let isClosed = false;
  let isLive = false;
  let queue: Promise<unknown> = Promise.resolve();

  const take = (next: PreferencesAnswer) => {
    if (isClosed || next.version < (answer.value?.version ?? 0)) return;
    answer.value = next;
    defaults.value = session.getState().desk?.notifications ?? next.defaults;
    failure.value = undefined;
  };
  const refresh = () =>
    request<PreferencesAnswer>('GET', path).then(take, (error: unknown) => {
      failure.value = error;
    });
  const stopWatching = session.subscribe(() => {
    const { connection, desk } = session.getState();
    if (desk) defaults.value = desk.notifications;
    const wasLive = isLive;
    isLive = connection.kind === 'live';
    if (isLive && !wasLive) void refresh();
  });
  const stopListening = session.listen((event) => {
    if (event.type === 'preferences.changed' && event.version > (answer.value?.version ?? 0)) void refresh();
  });
  const stopApplying = effect(() => apply(chosen.value));
  void refresh();

  return {
    values,
    chosen,
    mostChats: computed(() => answer.value?.most_chats),
    failure,
    refresh,
    change(changes) {
      underWay.value = [...underWay.value, changes];
      // One after the other, so that the last click is the one that stands.
      const sent = queue
        .then(() => request<PreferencesAnswer>('PUT', path, { changes }))
        .then(take)
        .finally(() => {
          underWay.value = underWay.value.filter((one) => one !== changes);
        });
      queue = sent.catch(() => undefined);
      return sent;
    },
    close() {
      isClosed = true;
      stopApplying();
      stopListening();
      stopWatching();
      singleKeys.value = true;
    },
  };
}

function withChanges(
  chosen: Record<string, unknown>,
  changes: readonly PreferenceChanges[],
): ChosenPreferences {
  const next = { ...chosen };
  for (const change of changes)
    for (const [key, value] of Object.entries(change)) {
      if (value === null) delete next[key];
      else next[key] = value;
    }
  return next as ChosenPreferences;
}

/** What the agent did not choose stays as this device has it. */
function apply(chosen: ChosenPreferences): void {
  const { 'look.theme': look, 'look.density': dense, 'look.language': language } = chosen;
  if (look !== undefined) theme.value = look;
  if (dense !== undefined) density.value = dense;
  if (language !== undefined && language !== languageChoice.peek()) void chooseLanguage(language);
  singleKeys.value = chosen['keys.single'] ?? true;
}
