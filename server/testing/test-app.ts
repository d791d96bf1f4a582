import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { quickPasswords } from './quick-passwords.ts';
import { compose, type Composition } from '../compose.ts';
import { parseConfig } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { describeError } from '../http/describe-error.ts';
import { demoFolder } from '../pages/dist-folder.ts';
import { readPages } from '../pages/pages.ts';

export const PUBLIC_URL = 'https://chat.test';
export const SHOP = 'https://shop.test';
const SECRET = 'a secret of the tests, 32 characters or more';

export interface TestApp extends Composition {
  /** Every line that was logged. */
  logged: string[];
  /** The console's own headers for a write. */
  fromConsole: Record<string, string>;
  /** The header of a new session of this user. */
  cookieOf(userId: string): Promise<{ cookie: string; sessionId: string; token: string }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** The whole HTTP side on this database, with a small build of its own. Close it before the database. */
export async function createTestApp(db: Database, env: Record<string, string> = {}): Promise<TestApp> {
  const config = parseConfig({ PUBLIC_URL, SECRET, ...env });
  const dist = await fakeBuild();
  const demo = { siteKey: 'demo-key', publicDir: demoFolder() };
  const pages = await readPages({ config, db, dist, demo });
  const logged: string[] = [];
  const logger = pino(
    { level: 'trace', base: null, serializers: { err: describeError } },
    { write: (line) => logged.push(line) },
  );
  const composition = compose({ config, secret: SECRET, db, pages, logger, passwords: quickPasswords });
  const { app, services } = composition;
  const fromConsole = { origin: config.publicOrigin, 'content-type': 'application/json' };
  return {
    ...composition,
    logged,
    fromConsole,
    async cookieOf(userId) {
      const { internalAdapter, authCookies } = await services.auth.$context;
      const { id: sessionId, token } = await internalAdapter.createSession(userId);
      const signature = createHmac('sha256', SECRET).update(token).digest('base64');
      const cookie = `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`;
      return { cookie, sessionId, token };
    },
    post: async (path, body, headers = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...fromConsole, ...headers },
        body: JSON.stringify(body),
      }),
    get: async (path, headers = {}) => app.request(path, { headers }),
    async close() {
      await composition.gateway.drain(0);
      await composition.close();
      rmSync(dist, { recursive: true, force: true });
    },
  };
}

/** As the real builds leave them, only smaller. */
async function fakeBuild(): Promise<string> {
  const dist = mkdtempSync(join(tmpdir(), 'bellhop-dist-'));
  await mkdir(join(dist, 'widget/a'), { recursive: true });
  await mkdir(join(dist, 'console/assets'), { recursive: true });
  const files = {
    'widget/loader.js': `/*${'x'.repeat(400)}*/(function(c){self.config=c})(__BELLHOP__);`,
    'widget/manifest.json': JSON.stringify({ panel: 'panel.abc123.js', setup: 'setup.abc123.js' }),
    'widget/a/panel.abc123.js': 'export default 1;',
    'widget/pinned.js': '(function(){self.pinned=1})();',
    'widget/pinned.json': JSON.stringify({ version: '1.2.3-abc', integrity: 'sha384-abc' }),
    'console/index.html': '<!doctype html><title>Console</title>',
    'console/assets/main.abc123.js': `console.log("${'y'.repeat(2000)}");`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dist, name), text);
  return dist;
}
