import type { Services } from '../services.ts';
import type { Routed } from './assign-next.ts';
import { exclusionOf, isAtWork } from './judge-candidate.ts';
import { findBeyondLimit, nextTeam, overflow } from './overflow.ts';
import type { Queue } from './queue-head.ts';
import { readCandidates } from './read-candidates.ts';
import { readTeam } from './read-team.ts';
import { findUnasked, tellUnattended, type Unattended } from './unattended.ts';

type Given = Pick<Services, 'db' | 'log'>;

/**
 * [Q7] Chats that nobody in this team can have go to the team that takes over; after the last one it is said that nobody
 * can come. Answers the queues that somebody entered.
 */
export async function goOn(
  services: Given,
  queue: Queue,
  { declined, isDeserted }: Pick<Routed, 'declined' | 'isDeserted'>,
  capacity: number,
): Promise<Queue[]> {
  const entered: Queue[] = [];
  const move = async (id: string, why: Unattended, to?: Queue) => {
    const overflowed = await overflow(services, queue, id, to);
    if (overflowed.kind === 'moved') entered.push(overflowed.to);
    if (overflowed.kind === 'nobody') await tellUnattended(services, queue, id, why);
  };
  for (const id of declined) await move(id, 'declined');
  if (isDeserted) {
    const heir = await findTeamAtWork(services, queue, capacity);
    for (const { id, told } of await findUnasked(services, queue)) {
      if (heir) await move(id, 'absent', heir);
      else if (told === null) await tellUnattended(services, queue, id, 'absent');
    }
  }
  for (const id of await findBeyondLimit(services, queue)) await move(id, 'full');
  return entered;
}

/** The first of the teams that take over in which somebody is at work: a chat does not move from one empty desk to another. */
async function findTeamAtWork(services: Given, queue: Queue, capacity: number): Promise<Queue | undefined> {
  const { orm } = services.db;
  // Ends: teams do not take over in a circle (save-team.ts).
  for (let at = await nextTeam(orm, queue); at; at = await nextTeam(orm, at)) {
    const team = await readTeam(orm, at);
    if (!team) return undefined;
    const candidates = await readCandidates(orm, at.workspaceId, at.teamId, capacity);
    if (candidates.some((one) => isAtWork(exclusionOf({ ...one, passed: false }, team)))) return at;
  }
  return undefined;
}
