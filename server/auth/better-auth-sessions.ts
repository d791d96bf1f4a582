import { BellhopError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { AgentSessions } from './agent-sessions.ts';
import type { Auth } from './create-auth.ts';

const RETRY_S = 5;

export function betterAuthSessions(auth: Auth, config: Pick<Config, 'consoleOrigins'>): AgentSessions {
  return {
    consoleOrigins: config.consoleOrigins,
    async find(cookieHeader) {
      if (!cookieHeader) return null;
      const headers = new Headers({ cookie: cookieHeader });
      const found = await auth.api
        .getSession({ headers, query: { disableRefresh: true } })
        .catch(unavailable);
      if (!found) return null;
      const { user, session } = found;
      const { id: userId, email, name } = user;
      const onlyWorkspaceId = session.onlyWorkspaceId ?? null;
      return { kind: 'user', userId, sessionId: session.id, email, name, onlyWorkspaceId };
    },
  };
}

// It throws for one reason, the database, and hides which error that was; its own log has it.
function unavailable(cause: unknown): never {
  throw new BellhopError('unavailable', 'Who is signed in cannot be told just now. Please try again.', {
    cause,
    retry_after: RETRY_S,
  });
}
