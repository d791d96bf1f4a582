import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { addNote } from '../conversations/add-note.ts';
import type { AgentActor } from '../identity.ts';
import { setAvailability } from '../routing/set-availability.ts';
import { agentLeases, offerPasses, offers, routingDecisions } from '../routing/tables.ts';
import type { Services } from '../services.ts';

interface Routed {
  conversationId: string;
  teamId: string;
  owner: AgentActor;
  agent: AgentActor;
}

const SOON = sql`now() + interval '1 minute'`;

/** A note that speaks to somebody, and all that routing keeps beside a chat and an agent. */
export async function seedRouted(
  services: Services,
  { conversationId, teamId, owner, agent }: Routed,
): Promise<void> {
  const { orm } = services.db;
  const { workspaceId, memberId, name } = agent;
  const chat = { workspaceId, conversationId, memberId };
  await addNote(services, owner, {
    ...{ conversation_id: conversationId, client_id: randomUUID(), text: 'CANARY' },
    mentions: [{ kind: 'member', id: memberId }],
  });
  await setAvailability(services, agent, {
    ...{ member_id: memberId, availability: 'away', accepts_chats: true, reason: 'CANARY', by_itself: false },
  });
  await orm.insert(agentLeases).values({ workspaceId, memberId, nodeId: randomUUID(), until: SOON });
  await orm.insert(offers).values({ ...chat, teamId, offeredAt: sql`now()`, until: SOON });
  await orm.insert(offerPasses).values({ ...chat, how: 'declined' });
  const judged = { member_id: memberId, name, load: 0, team_load: 0, limit: 5, excluded: null };
  await orm
    .insert(routingDecisions)
    .values({ ...chat, seq: 1, teamId, rule: 'least_busy', asOfRev: 1, judged: [judged] });
}
