import { signal, type ReadonlySignal } from '@preact/signals';
import type { Colleague } from '../../shared/protocol/routing.ts';
import type { Team } from '../../shared/protocol/teams.ts';
import { request } from './api.ts';

/** Somebody to speak to, or to give a chat: a colleague as they stand, or a team. */
export type Contact =
  | { kind: 'member'; id: string; name: string; colleague: Colleague }
  | { kind: 'team'; id: string; name: string; team: Pick<Team, 'member_ids'> };

export interface Colleagues {
  readonly contacts: ReadonlySignal<readonly Contact[] | undefined>;
  /** Why they could not be read last; what was known stays. */
  readonly error: ReadonlySignal<unknown>;
  /** Reads how everybody stands now, unless that was just done. */
  refresh(): Promise<void>;
}

/** How old an answer may be: while somebody types, one is enough. */
const FRESH_MS = 3_000;

export function openColleagues(workspace: string, now: () => number = Date.now): Colleagues {
  const contacts = signal<readonly Contact[] | undefined>();
  const error = signal<unknown>(undefined);
  const base = `/workspaces/${encodeURIComponent(workspace)}`;
  let askedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    askedAt = now();
    try {
      const [{ colleagues }, { teams }] = await Promise.all([
        request<{ colleagues: Colleague[] }>('GET', `${base}/availability`),
        request<{ teams: Team[] }>('GET', `${base}/teams`),
      ]);
      contacts.value = [
        ...colleagues.map((colleague): Contact => {
          const { member_id: id, name } = colleague;
          return { kind: 'member', id, name, colleague };
        }),
        ...teams.map((team): Contact => ({ kind: 'team', id: team.id, name: team.name, team })),
      ];
      error.value = undefined;
    } catch (reason) {
      error.value = reason;
      askedAt = Number.NEGATIVE_INFINITY;
    }
  };
  return {
    contacts,
    error,
    refresh() {
      if (!reading && now() - askedAt < FRESH_MS) return Promise.resolve();
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name, or a word of it, begins so; whatever the case and the accents. */
export function findContacts(contacts: readonly Contact[], query: string): Contact[] {
  const wanted = plain(query.trim());
  const startsAt = (name: string): number => {
    const known = plain(name);
    return known.startsWith(wanted) ? 0 : ` ${known}`.indexOf(` ${wanted}`);
  };
  return contacts
    .map((contact) => ({ contact, at: startsAt(contact.name) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .map(({ contact }) => contact);
}
