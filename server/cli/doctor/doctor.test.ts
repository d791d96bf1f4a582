import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../config.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import { prepareInstallation } from '../../setup/prepare-installation.ts';
import { databaseUrlOf } from '../../testing/database-url.ts';
import { runBellhop, type BellhopEnv } from '../../testing/run-bellhop.ts';
import { useDatabase } from '../../testing/test-database.ts';
import { checkBuild } from './check-build.ts';
import { checkClock, judgeSkew } from './check-clock.ts';
import { checkDatabase } from './check-database.ts';
import { checkFolder, checkSpace } from './check-folder.ts';
import { checkMail } from './check-mail.ts';
import { checkNode } from './check-node.ts';
import { checkPorts } from './check-ports.ts';
import { checkPublicUrl } from './check-public-url.ts';
import type { Finding } from './finding.ts';

const root = mkdtempSync(join(tmpdir(), 'bellhop-doctor-'));
let DATA_DIR: string;
let count = 0;
beforeEach(() => mkdirSync((DATA_DIR = join(root, String((count += 1)))), { mode: 0o700 }));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const database = useDatabase('postgres');
const SECRET = 'x'.repeat(40);

const config = (env: BellhopEnv = {}) => parseConfig({ DATA_DIR, ...env });
const brief = (findings: Finding[]) => findings.map(({ check, status }) => `${status} ${check}`);
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

describe('bellhop doctor, as a process', () => {
  it('looks at all of it on Postgres, and says what is wrong by its exit code', async () => {
    await prepareInstallation(database(), { secret: SECRET, secretGiven: true, demo: true });
    const env = { DATA_DIR, DATABASE_URL: await databaseUrlOf(database()), PORT: '0', SECRET };
    const well = await runBellhop(['doctor', '--json'], env);
    const { checks } = JSON.parse(well.out) as { checks: Finding[] };
    const names = new Set(checks.map(({ check }) => check));
    for (const name of [
      'node',
      'build',
      'clock',
      'config',
      'data folder',
      'disk space',
      'database',
      'migrations',
      'secret',
    ])
      expect(names).toContain(name);
    for (const name of ['clock of the database', 'public url', 'mail', 'port']) expect(names).toContain(name);
    expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(well.code).toBe(0);
    const ill = await runBellhop(['doctor'], { ...env, PORT: 'x', SECRET: 'short and secret' });
    expect(ill.code).toBe(1);
    expect(ill.out).toMatch(/fail {2}config +PORT must be/);
    expect(ill.out).toMatch(/fail {2}config +SECRET must/);
    expect(ill.out).not.toContain('short and secret');
  }, 120_000);
});

describe('what doctor finds', () => {
  it('of Node, the build, the clock and the disk', () => {
    expect(
      ['18.20.0', '20.18.9', '20.19.0', '24.0.0'].map((version) => checkNode(version)[0]?.status),
    ).toEqual(['fail', 'fail', 'ok', 'ok']);
    expect(checkBuild(root)[0]).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('server/main.js'),
    });
    mkdirSync(join(root, 'server'));
    writeFileSync(join(root, 'server/main.js'), '');
    const clocks = [checkClock(Date.now() + 1, root), checkClock(0, root)];
    expect(clocks.map(([found]) => found?.status)).toEqual(['ok', 'fail']);
    expect([500, 5_000, 500_000].map((ms) => judgeSkew(ms).status)).toEqual(['ok', 'warn', 'fail']);
    expect([2 ** 33, 2 ** 29, 2 ** 20].map((free) => checkSpace('/', free).status)).toEqual([
      'ok',
      'warn',
      'fail',
    ]);
  });

  it('of the data folder: what others may read', async () => {
    writeFileSync(join(DATA_DIR, 'secret'), SECRET, { mode: 0o600 });
    expect(brief(await checkFolder(config()))[0]).toBe('ok data folder');
    expect(brief(await checkFolder(config()))).not.toContain('fail permissions');
    chmodSync(join(DATA_DIR, 'secret'), 0o644);
    chmodSync(DATA_DIR, 0o755);
    const open = brief(await checkFolder(config()));
    expect(open).toContain('fail permissions');
    expect(open).toContain('warn permissions');
  });

  it('of an embedded database: none yet, one in use, and one that is no database', async () => {
    expect(await checkDatabase(config())).toMatchObject([
      { status: 'ok', message: expect.stringContaining('none yet') },
    ]);
    mkdirSync(join(DATA_DIR, 'db'));
    writeFileSync(join(DATA_DIR, 'db/PG_VERSION'), '17');
    const lock = await lockFolder(DATA_DIR, join(DATA_DIR, 'bellhop.lock'));
    const [used] = await checkDatabase(config());
    lock.release();
    expect(used).toMatchObject({ status: 'ok', message: expect.stringContaining(`process ${process.pid}`) });
    expect(brief(await checkDatabase(config()))).toEqual(['fail database']);
  });

  it('of a Postgres: unreachable, behind, ahead, and set up with another secret', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const nowhere = `postgres://me:hunter2@127.0.0.1:${portOf(gone)}/x`;
    gone.close();
    const [found] = await checkDatabase(config({ DATABASE_URL: nowhere }));
    expect(found?.status).toBe('fail');
    expect(JSON.stringify(found)).not.toContain('hunter2');
    const { sql } = database();
    const DATABASE_URL = await databaseUrlOf(database());
    await prepareInstallation(database(), { secret: SECRET, secretGiven: true, demo: true });
    const look = async (env: BellhopEnv = {}) => brief(await checkDatabase(config({ DATABASE_URL, ...env })));
    expect(await look({ SECRET })).toContain('ok secret');
    expect(await look({ SECRET: 'y'.repeat(40) })).toContain('warn secret');
    expect(await look()).toContain('fail secret');
    const shift = (by: number) =>
      sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}::int`;
    await shift(1);
    expect(await look({ SECRET })).toContain('fail migrations');
    await shift(-2);
    expect(await look({ SECRET })).toContain('warn migrations');
    await shift(1);
  });

  it.each([
    ['http://localhost:3000', {}, 'warn'],
    ['http://chat.example.com', {}, 'warn'],
    ['https://chat.example.com', {}, 'warn'],
    ['https://chat.example.com', { TRUST_PROXY: '1' }, 'ok'],
    ['https://gone.example.com', { TRUST_PROXY: '1' }, 'warn'],
    ['http://10.1.2.3', {}, 'warn'],
  ])('of PUBLIC_URL %s with %j: %s', async (PUBLIC_URL, env, status) => {
    const resolve = async (name: string) => !name.startsWith('gone');
    expect(await checkPublicUrl(config({ PUBLIC_URL, ...env }), resolve)).toMatchObject([{ status }]);
  });

  it('of the mail server: none, one that lets us in, one that does not, one that is not there', async () => {
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authOptional: true,
      onAuth: ({ password }, _session, done) =>
        password === 'right' ? done(null, { user: 'me' }) : done(new Error('no')),
    });
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    const at = `127.0.0.1:${portOf(smtp.server)}`;
    const look = async (env: BellhopEnv = {}) => (await checkMail(config(env)))[0];
    expect(await look()).toMatchObject({ status: 'warn' });
    const MAIL_FROM = 'chat@example.com';
    expect(await look({ SMTP_URL: `smtp://me:right@${at}`, MAIL_FROM })).toMatchObject({ status: 'ok' });
    expect(await look({ SMTP_URL: `smtp://${at}` })).toMatchObject({ status: 'warn' });
    const wrong = await look({ SMTP_URL: `smtp://me:hunter2@${at}`, MAIL_FROM });
    expect(wrong?.status).toBe('fail');
    expect(JSON.stringify(wrong)).not.toContain('hunter2');
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    expect(await look({ SMTP_URL: `smtp://${at}`, MAIL_FROM })).toMatchObject({ status: 'fail' });
  });

  it('of the ports: free, served by Bellhop, taken by another', async () => {
    const other = createHttp((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    const ours = createHttp((_request, response) => response.end('{"status":"ok"}')).listen(0, '127.0.0.1');
    await Promise.all([once(other, 'listening'), once(ours, 'listening')]);
    const look = async (PORT: string, DEMO_PORT: string) =>
      brief(await checkPorts(config({ PORT, DEMO_PORT, HOST: '127.0.0.1' })));
    const [taken, running] = [String(portOf(other)), String(portOf(ours))];
    expect(await look('0', taken)).toEqual(['ok port', 'warn port']);
    expect(await look(taken, '0')).toEqual(['fail port', 'ok port']);
    expect(await look(running, '0')).toEqual(['ok port', 'ok port']);
    other.close();
    ours.close();
    await once(other, 'close');
    expect(await look(taken, '0')).toEqual(['ok port', 'ok port']);
  });
});
