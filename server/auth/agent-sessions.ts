/** A signed-in user, before any workspace. */
export interface SignedIn {
  kind: 'user';
  userId: string;
  sessionId: string;
  email: string;
  name: string;
  /** The only workspace that this session is for, when a provider of that workspace let them in; else null. */
  onlyWorkspaceId: string | null;
}

/** What authentication offers the rest of the server; made by create-auth.ts. */
export interface AgentSessions {
  /** Who a cookie header stands for; null when nobody. Never writes. */
  find(cookieHeader: string | null): Promise<SignedIn | null>;
  /** The origins under which the console may be open. */
  consoleOrigins: readonly string[];
}
