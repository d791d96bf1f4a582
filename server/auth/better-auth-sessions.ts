import type { Config } from '../config.ts';
import type { AgentSessions } from './agent-sessions.ts';
import type { Auth } from './create-auth.ts';

export function betterAuthSessions(auth: Auth, config: Pick<Config, 'consoleOrigins'>): AgentSessions {
  return {
    consoleOrigins: config.consoleOrigins,
    async find(cookieHeader) {
      if (!cookieHeader) return null;
      const headers = new Headers({ cookie: cookieHeader });
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      if (!found) return null;
      const { user, session } = found;
      return { kind: 'user', userId: user.id, sessionId: session.id, email: user.email, name: user.name };
    },
  };
}
