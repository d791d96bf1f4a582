import type { Role } from '../shared/protocol/http.ts';

/** Who acts. Made by authentication alone, never from what a client says of itself (S1). */
export interface VisitorActor {
  kind: 'visitor';
  workspaceId: string;
  siteId: string;
  visitorId: string;
  name: string | null;
  tokenId: string;
}

export interface AgentActor {
  kind: 'agent';
  workspaceId: string;
  memberId: string;
  name: string;
  role: Role;
  userId: string;
  sessionId: string;
}

export type Actor = VisitorActor | AgentActor;
