import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession } from '../../shared/client/types.ts';
import type { Tag, TagList } from '../../shared/protocol/inbox.ts';
import type { Team } from '../../shared/protocol/teams.ts';
import { request } from './api.ts';
import type { Viewer } from './view.ts';

export type NamedTeam = Pick<Team, 'id' | 'name'>;

/** What conversations are sorted by: the tags of the workspace, and the teams that this agent is in. Live. */
export interface Labels {
  readonly tags: ReadonlySignal<readonly Tag[]>;
  readonly tagById: ReadonlySignal<ReadonlyMap<string, Tag>>;
  readonly teams: ReadonlySignal<readonly NamedTeam[]>;
  readonly viewer: ReadonlySignal<Viewer>;
  /** Only what has this tag is listed. */
  readonly filter: ReadonlySignal<Tag | undefined>;
  filterBy(tag: string | undefined): void;
  refresh(): Promise<void>;
  close(): void;
}

export function openLabels(session: AgentSession, workspace: string, me: string): Labels {
  const tags = signal<readonly Tag[]>([]);
  const teams = signal<readonly NamedTeam[]>([]);
  const chosen = signal<string | undefined>(undefined);
  const tagById = computed(() => new Map(tags.value.map((tag) => [tag.id, tag])));
  const base = `/workspaces/${encodeURIComponent(workspace)}`;
  let isClosed = false;
  let isLive = false;
  let reading: Promise<void> | undefined;
  let isStale = false;

  const read = async (): Promise<void> => {
    do {
      isStale = false;
      // What cannot be read now is read with the next look; what was known stays.
      const [known, all] = await Promise.all([
        request<TagList>('GET', `${base}/tags`).catch(() => undefined),
        request<{ teams: Team[] }>('GET', `${base}/teams`).catch(() => undefined),
      ]);
      if (isClosed || isStale) continue;
      if (known?.tags) tags.value = known.tags;
      if (all?.teams)
        teams.value = all.teams
          .filter(({ member_ids }) => member_ids.includes(me))
          .map(({ id, name }) => ({ id, name }));
    } while (isStale && !isClosed);
  };
  const refresh = (): Promise<void> => {
    isStale = reading !== undefined;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const look = () => {
    const wasLive = isLive;
    isLive = session.getState().connection.kind === 'live';
    if (isLive && !wasLive) void refresh();
  };
  const stopWatching = session.subscribe(look);
  look();
  const stopListening = session.listen((event) => {
    if (event.type === 'tags.changed') void refresh();
  });
  // Who is in which team is told by nobody.
  const onFocus = () => void refresh();
  addEventListener('focus', onFocus);

  return {
    tags,
    tagById,
    teams,
    viewer: computed(() => ({ me, teams: new Set(teams.value.map(({ id }) => id)) })),
    filter: computed(() => (chosen.value === undefined ? undefined : tagById.value.get(chosen.value))),
    filterBy: (tag) => (chosen.value = tag),
    refresh,
    close() {
      isClosed = true;
      removeEventListener('focus', onFocus);
      stopListening();
      stopWatching();
    },
  };
}
