import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { closeDemoServer } from '../demo-site/demo-server.ts';
import { compose, type Composition } from './compose.ts';
import { parseConfig, type Config } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase, type Database } from './db/open-database.ts';
import { listen } from './http/listen.ts';
import { appListener, closeHttpServer, createHttpServer, starting } from './http/serve-app.ts';
import { loadSecret } from './load-secret.ts';
import { demoFolder, distFolder } from './pages/dist-folder.ts';
import { readPages } from './pages/pages.ts';
import { settleFirstOwner, type FirstEntry } from './setup/settle-first-owner.ts';
import { prepareInstallation } from './setup/prepare-installation.ts';
import { startDemo, type Demo } from './start-demo.ts';

const DRAIN_DELAY_MS = 3_000;
const REQUEST_GRACE_MS = 4_000;

export interface RunningServer {
  config: Config;
  composition: Composition;
  demo: Demo | null;
  firstEntry: FirstEntry;
  close(): Promise<void>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** From environment to a server that answers. Whatever fails on the way, what was opened before is closed. */
export async function startServer(
  env: Environment,
  logger: Logger,
  onFatal: () => void,
): Promise<RunningServer> {
  const asked = parseConfig(env);
  let answer = starting;
  const http = createHttpServer((incoming, outgoing) => answer(incoming, outgoing));
  const opened: Array<() => Promise<void>> = [() => closeHttpServer(http, REQUEST_GRACE_MS)];
  try {
    const config = await listenAs(asked, http, env);
    const db = await openDatabaseOf(config, logger, onFatal);
    opened.unshift(() => db.close());
    await migrate(db);
    const secret = await loadSecret(config);
    const { demoSiteKey } = await prepareInstallation(db, {
      secret,
      secretGiven: config.secret !== undefined,
      demo: config.demo,
    });
    const firstEntry = await settleFirstOwner(db, config);
    const pages = await readPages({
      config,
      db,
      dist: distFolder(),
      demo: demoSiteKey === null ? null : { siteKey: demoSiteKey, publicDir: demoFolder() },
    });
    const composition = compose({ config, secret, db, pages, logger });
    answer = appListener(composition.app, logger);
    composition.gateway.attach(http);
    const demo = demoSiteKey === null ? null : await startDemo({ config, db, siteKey: demoSiteKey, logger });
    const close = () => closeAll({ http, composition, demo, db });
    return { config, composition, demo, firstEntry, close };
  } catch (error) {
    for (const undo of opened) await undo();
    throw error;
  }
}

/** Binds before anything is touched; with port 0 the rest of the configuration follows from the port it got. */
async function listenAs(asked: Config, http: Server, env: Environment): Promise<Config> {
  const port = await listen(http, 'PORT', asked.port, asked.host);
  if (asked.port !== 0) return asked;
  return parseConfig({ ...env, PORT: String(port), DEMO_PORT: env['DEMO_PORT'] || '0' });
}

function openDatabaseOf(config: Config, logger: Logger, onFatal: () => void): Promise<Database> {
  return openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onLog: (level, message) => logger[level](message),
    onFatal: (err) => {
      logger.fatal({ err }, 'the database is lost');
      onFatal();
    },
  });
}

interface Opened {
  http: Server;
  composition: Composition;
  demo: Demo | null;
  db: Database;
}

async function closeAll({ http, composition, demo, db }: Opened): Promise<void> {
  const requests = closeHttpServer(http, REQUEST_GRACE_MS);
  await Promise.all([
    composition.gateway.drain(DRAIN_DELAY_MS),
    demo?.server && closeDemoServer(demo.server),
    requests,
  ]);
  await composition.close();
  await db.close();
}
