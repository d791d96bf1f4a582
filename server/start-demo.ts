import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { createDemoServer } from '../demo-site/demo-server.ts';
import type { Config } from './config.ts';
import type { Database } from './db/open-database.ts';
import { listen } from './http/listen.ts';
import { demoFolder } from './pages/dist-folder.ts';
import { allowDemoOrigins } from './setup/allow-demo-origins.ts';

export interface Demo {
  /** Null when its port was taken: then there is only /demo/. */
  server: Server | null;
  url: string | null;
}

interface DemoParts {
  config: Config;
  db: Database;
  siteKey: string;
  logger: Logger;
}

/** The shop on an origin of its own, as a customer's would be. Nothing else depends on it. */
export async function startDemo({ config, db, siteKey, logger }: DemoParts): Promise<Demo> {
  const server = createDemoServer({ bellhopUrl: config.publicUrl, siteKey, publicDir: demoFolder() });
  const port = await listen(server, 'DEMO_PORT', config.demoPort, config.host).catch((error: unknown) => {
    logger.warn(
      `The demo shop has no origin of its own: ${String(error instanceof Error ? error.message : error)}`,
    );
    return null;
  });
  await allowDemoOrigins(db, siteKey, originsOf(config, port));
  if (port === null) return { server: null, url: null };
  return { server, url: `${demoBase(config)}:${port}/` };
}

const demoBase = ({ publicUrl }: Config): string => {
  const { hostname } = new URL(publicUrl);
  return `http://${hostname}`;
};

function originsOf(config: Config, demoPort: number | null): string[] {
  const ports = demoPort === null ? [config.port] : [config.port, demoPort];
  const local = ports.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
  const own = demoPort === null ? [] : [`${demoBase(config)}:${demoPort}`];
  return [...new Set([config.publicOrigin, ...own, ...local].map((origin) => new URL(origin).origin))];
}
