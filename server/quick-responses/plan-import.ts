import { randomUUID } from 'node:crypto';
import type { PersonalResponseRequest } from '../../shared/protocol/quick-responses.ts';
import type { ImportLine, WrongLine } from './read-import.ts';

export interface Known {
  id: string;
  memberId: string | null;
  teamId: string | null;
  shortcut: string;
  title: string;
}

export type Planned = Omit<Known, 'title'> & PersonalResponseRequest;

export interface Plan {
  created: Planned[];
  updated: Planned[];
  wrong: WrongLine[];
}

/** Who gets what a file holds: one member, or the workspace and its teams, by their names in lower case. */
export type Owners =
  { kind: 'personal'; memberId: string } | { kind: 'shared'; teams: ReadonlyMap<string, string> };

type Owner = Pick<Known, 'memberId' | 'teamId'>;

/** What an import would do. A shortcut that its owner has already is changed; one that means something else is wrong. */
export function planImport(
  file: { lines: readonly ImportLine[]; wrong: readonly WrongLine[] },
  known: readonly Known[],
  owners: Owners,
): Plan {
  const plan: Plan = { created: [], updated: [], wrong: [...file.wrong] };
  const board = new Map<string, Known[]>();
  for (const one of known) board.set(one.shortcut, [...(board.get(one.shortcut) ?? []), one]);
  const seen = new Set<string>();
  for (const { line, content, ...where } of file.lines) {
    const refuse = (field: string, message: string) => plan.wrong.push({ line, field, message });
    const owner = ownerOf(where, owners);
    if (typeof owner === 'string') {
      refuse(where.scope === 'personal' ? 'scope' : 'team', owner);
      continue;
    }
    const others = board.get(content.shortcut) ?? [];
    const same = others.find((one) => isSameOwner(one, owner));
    const clash = others.find((one) => !isSameOwner(one, owner) && meet(one, owner));
    const key = `${owner.memberId ?? owner.teamId ?? ''} ${content.shortcut}`;
    if (seen.has(key)) refuse('shortcut', 'An earlier line has this shortcut.');
    else if (clash) refuse('shortcut', `“${clash.title}” has this shortcut already.`);
    else if (same) plan.updated.push({ ...content, ...owner, id: same.id });
    else {
      const made = { ...content, ...owner, id: randomUUID() };
      plan.created.push(made);
      board.set(content.shortcut, [...others, made]);
    }
    seen.add(key);
  }
  plan.wrong.sort((a, b) => a.line - b.line);
  return plan;
}

function ownerOf({ scope, team }: Pick<ImportLine, 'scope' | 'team'>, owners: Owners): Owner | string {
  if (owners.kind === 'personal') return { memberId: owners.memberId, teamId: null };
  if (scope === 'personal') return 'This line is somebody’s own. Import it as yours, or clear its scope.';
  if (scope !== '' && scope !== 'team' && scope !== 'workspace')
    return 'The scope is “team” or “workspace”; without one it is the workspace.';
  if (scope === 'workspace' || (scope === '' && team === '')) return { memberId: null, teamId: null };
  const teamId = owners.teams.get(team.toLowerCase());
  return teamId === undefined ? `There is no team called “${team}”.` : { memberId: null, teamId };
}

const isSameOwner = (a: Owner, b: Owner): boolean => a.memberId === b.memberId && a.teamId === b.teamId;

/** Whether somebody sees both. Two teams may mean two things by one shortcut; what is one's own meets all one sees. */
const meet = (a: Owner, b: Owner): boolean => {
  const isOfTwoTeams = a.teamId !== null && b.teamId !== null;
  return a.memberId !== null || b.memberId !== null || !isOfTwoTeams;
};
