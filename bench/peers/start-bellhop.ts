import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/services/postgres.ts';
import { Peer, type BellhopTarget } from './peer.ts';
import { seedBellhop, SITE_ORIGIN, type Seeded } from './seed-bellhop.ts';
import { ServerProcess } from './server-process.ts';

const OWNER = { email: 'owner@example.com', password: 'a password of the bench' };
const SECRET_BYTES = 32;

export interface BellhopOptions {
  /** The server's entry: the build, or the source. */
  entry: string;
  visitors: number;
  /** Given to Node, as for a profile. */
  nodeOptions: readonly string[];
}

/** The server as an operator runs it, on a Postgres of its own that flushes at every commit, or on PGlite. */
export async function startBellhop(
  name: 'bellhop-postgres' | 'bellhop-pglite',
  { entry, visitors, nodeOptions }: BellhopOptions,
): Promise<Peer> {
  const postgres = name === 'bellhop-postgres' ? await startPostgres({ fsync: true }) : undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'bellhop-bench-'));
  const clear = async () => {
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const secret = randomBytes(SECRET_BYTES).toString('hex');
    const databaseUrl = postgres?.url;
    const { databaseVersion, ...seeded } = await seedBellhop({ databaseUrl, dataDir }, secret, visitors);
    const env = environment(dataDir, databaseUrl, secret);
    const launch = async () => enter(await ServerProcess.start({ script: entry, env, nodeOptions }), seeded);
    return await Peer.start(name, launch, clear, postgres && databaseVersion);
  } catch (error) {
    await clear();
    throw error;
  }
}

const environment = (dataDir: string, databaseUrl: string | undefined, secret: string) => ({
  PORT: '0',
  HOST: '127.0.0.1',
  PUBLIC_URL: '',
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl ?? '',
  SECRET: secret,
  BELLHOP_OWNER_EMAIL: OWNER.email,
  BELLHOP_OWNER_PASSWORD: OWNER.password,
  BELLHOP_DEMO: '0',
});

async function enter(server: ServerProcess, seeded: Omit<Seeded, 'databaseVersion'>) {
  try {
    const { url } = server;
    const cookie = await signIn(url);
    const target: BellhopTarget = { protocol: 'bellhop', url, siteOrigin: SITE_ORIGIN, cookie, ...seeded };
    return { server, target };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(OWNER),
  });
  if (!response.ok) throw new Error(`Signing in answered ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}
