import type { Logger } from 'pino';
import type { Auth } from '../auth/create-auth.ts';
import type { Config } from '../config.ts';
import type { Limits } from '../limits/limits.ts';
import type { VisitorLimits } from '../limits/visitor-limits.ts';
import type { Pages } from '../pages/pages.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Gateway } from '../realtime/gateway.ts';
import type { Services } from '../services.ts';
import type { SettingsCache } from '../settings/settings-cache.ts';
import type { AgentSessions } from '../auth/agent-sessions.ts';
import type { SignInParts } from '../sign-in/sign-in-parts.ts';

/** What the HTTP side needs beyond what verbs are given. */
export interface AppServices extends Services {
  config: Config;
  auth: Auth;
  sessions: AgentSessions;
  signIn: SignInParts;
  limits: Limits;
  visitorLimits: VisitorLimits;
  settings: SettingsCache;
  pages: Pages;
  poll: Gateway['poll'];
  /** Null without SMTP_URL. */
  mail: Mailer | null;
  logger: Logger;
}
