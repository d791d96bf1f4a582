import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { resolveAgent } from './auth/agent-actor.ts';
import { betterAuthSessions } from './auth/better-auth-sessions.ts';
import { createAuth, type PasswordHashing } from './auth/create-auth.ts';
import { stillValid } from './auth/still-valid.ts';
import { createInProcessBus } from './bus/in-process-bus.ts';
import type { Config } from './config.ts';
import type { Database } from './db/open-database.ts';
import { createEgress } from './egress/egress.ts';
import { createApp, type App } from './http/app.ts';
import type { AppServices } from './http/app-services.ts';
import { routeTable } from './http/route-table.ts';
import { keepStatistics } from './jobs/keep-statistics.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { createLimits } from './limits/limits.ts';
import { createVisitorLimits } from './limits/visitor-limits.ts';
import { LogWriter } from './log/log-writer.ts';
import { createMailer } from './mail/mailer.ts';
import { keepReleased } from './members/keep-released.ts';
import { markSeen } from './members/mark-seen.ts';
import type { Pages } from './pages/pages.ts';
import { createGateway, type Gateway } from './realtime/gateway.ts';
import { Router } from './routing/router.ts';
import { createSealer } from './sealer.ts';
import { deskSettings } from './settings/desk-settings.ts';
import { openingAt } from './settings/opening.ts';
import { SettingsCache } from './settings/settings-cache.ts';
import { visitorAllowance } from './settings/visitor-allowance.ts';
import { isOriginAllowed } from './sites/allowed-origin.ts';
import { resolveVisitor } from './visitors/visitor-actor.ts';

export interface Composition {
  services: AppServices;
  gateway: Gateway;
  app: App;
  /** What was begun is finished; the database stays open, for whoever opened it. */
  close(): Promise<void>;
}

export interface Parts {
  config: Config;
  secret: string;
  db: Database;
  pages: Pages;
  logger: Logger;
  /** For tests: hashing that is not slow on purpose. */
  passwords?: PasswordHashing;
}

/** All of a node but its sockets and its database, put together. Tests begin here too. */
export function compose({ config, secret, db, pages, logger, passwords }: Parts): Composition {
  const bus = createInProcessBus();
  const log = new LogWriter(db, bus);
  const onError = (err: unknown) => logger.warn({ err }, 'the statistics could not be refreshed');
  const warnOf = (what: string) => (err: unknown) => logger.warn({ err }, what);
  const stopStatistics = keepStatistics(db, bus, { onError });
  const mail = createMailer(config);
  const authParts = { config, secret, db, bus, mail, logger, passwords };
  const auth = createAuth(authParts);
  const signIn = {
    auth: authParts,
    egress: createEgress({ allow: config.egressAllow }),
    sealer: createSealer(secret),
  };
  const sessions = betterAuthSessions(auth, config);
  const settings = new SettingsCache(db, bus, {
    onError: (err) => logger.warn({ err }, 'the settings could not be checked'),
  });
  const visitorLimits = createVisitorLimits(Date.now, (id) => visitorAllowance(settings.current(id)));
  const core = { db, log, bus };
  const stopReleasing = keepReleased(core, warnOf('conversations could not go back to the queue'));
  const stopJobs = runJobs({ ...core, settings }, { onError: warnOf('a job could not do all of its work') });
  const router = new Router(core, {
    settings,
    nodeId: randomUUID(),
    connectedAgents: () => gateway.connectedAgents(),
    onError: (err, what) => logger.warn({ err, what }, 'routing failed; the next sweep tries again'),
  });
  const gateway = createGateway(core, {
    onAgent: (agent) => void router.agentCame(agent).catch(warnOf('an agent could not be given chats')),
    resolveVisitor: async (credentials) => {
      const actor = await resolveVisitor(core, credentials);
      await settings.ready(actor.workspaceId);
      return actor;
    },
    resolveAgent: async (credentials) => {
      const actor = await resolveAgent({ db, sessions }, credentials);
      await settings.ready(actor.workspaceId);
      return actor;
    },
    stillValid: async (rights) => {
      const valid = await stillValid(core, rights);
      void markSeen(
        core,
        valid.members.map(({ id }) => id),
      ).catch(warnOf('who is here could not be noted'));
      return valid;
    },
    isConsoleOrigin: (origin) => isOriginAllowed(origin, config.consoleOrigins),
    limits: visitorLimits,
    deskOf: (id) => deskSettings(settings.current(id)),
    capacityOf: (id) => settings.current(id)['routing.capacity'],
    isPreviewed: (id) => settings.current(id)['chat.typing_preview'],
    openingOf: ({ workspaceId, siteId }) => openingAt(settings.hoursOf(workspaceId, siteId), new Date()),
    trustProxy: config.trustProxy,
    onError: (err, what) => logger.error({ err, what }, 'a frame failed'),
  });
  const poll = gateway.poll;
  const limits = createLimits();
  const services = {
    ...core,
    config,
    auth,
    sessions,
    signIn,
    limits,
    visitorLimits,
    settings,
    pages,
    poll,
    mail,
    logger,
  };
  void router.start().catch(warnOf('routing could not start; the next sweep tries again'));
  return {
    services,
    gateway,
    app: createApp(services, routeTable),
    async close() {
      await router.stop();
      await stopReleasing();
      await stopJobs();
      await log.close();
      await stopStatistics();
      await settings.stop();
      mail?.close();
      await bus.close();
    },
  };
}
