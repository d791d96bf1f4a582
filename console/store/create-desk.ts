import { createWebStore } from '../../shared/client/stores.ts';
import type { CreateAgentSession } from '../../shared/client/types.ts';
import { openDesk, type Desk, type Person } from './desk.ts';

let createSession: CreateAgentSession | undefined;

/** How sessions are made. Called once, by main; tests hand over their own. */
export function provideSessions(create: CreateAgentSession): void {
  createSession = create;
}

export function createDesk(workspace: string, member: Person): Desk {
  if (!createSession) throw new Error('provideSessions was not called.');
  const session = createSession({
    host: location.origin,
    workspace,
    member: member.id,
    store: createWebStore(() => localStorage),
    loadPolling: async () => (await import('../../shared/client/polling.ts')).createPolling,
  });
  return openDesk(session, workspace, { id: member.id, name: member.name });
}
