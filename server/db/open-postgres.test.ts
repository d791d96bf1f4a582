import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { explainConnectError } from './postgres-errors.ts';
import { openDatabase } from './open-database.ts';

const server = () => new URL(process.env.TEST_DATABASE_URL ?? '');
const urlWith = (change: (url: URL) => void) => {
  const url = server();
  change(url);
  return url.href;
};
const opening = (databaseUrl: string) =>
  openDatabase({ databaseUrl, dataDir: '' }).then(
    () => Promise.reject(new Error('it opened')),
    (error: Error & { code: string }) => error,
  );

/** What Postgres says when it lets nobody in: an ErrorResponse of the wire protocol. */
function refusal(code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from('E'), length, body]);
}

describe('a DATABASE_URL that leads nowhere', () => {
  it.each([
    ['mysql://me:hunter2@host/db', 'postgres://'],
    ['hunter2', 'postgres://'],
    ['postgres://me:hun#ter2@host/db', 'percent-encoded'],
    ['postgres://me:hunter2@host:port/db', 'percent-encoded'],
    ['postgres://me:hunter2%@host/db', 'percent-encoded'],
    ['postgres:///db', 'host'],
    ['postgres://me:hunter2@host', 'database'],
  ])('is refused as malformed without its password: %s', async (url, why) => {
    const error = await opening(url);
    expect(error.code).toBe('url_malformed');
    expect(error.message).toContain('DATABASE_URL');
    expect(error.message).toContain(why);
    expect(error.message).not.toMatch(/hun.?ter2/);
  });

  it('names a missing database', async () => {
    const error = await opening(urlWith((url) => (url.pathname = '/no_such_place')));
    expect(error).toMatchObject({ code: 'database_missing' });
    expect(error.message).toContain('"no_such_place"');
  });

  it('names a user who may not come in', async () => {
    const error = await opening(urlWith((url) => (url.username = 'nobody_here')));
    expect(error.code).toBe('sign_in_refused');
    expect(error.message).toContain('nobody_here');
  });

  it('names a server that is not there', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const error = await opening(urlWith((url) => (url.port = String(port))));
    expect(error.code).toBe('server_unreachable');
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  it('names a host that does not exist', async () => {
    const error = await opening('postgres://me:hunter2@no-such-host.invalid/db');
    expect(error.code).toBe('server_unreachable');
    expect(error.message).toContain('no-such-host.invalid');
    expect(JSON.stringify(error) + error.stack).not.toContain('hunter2');
  });

  it('names a wrong password, but never says it', async () => {
    const strict = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(refusal('28P01', 'password authentication failed for user "me"')));
    }).listen(0, '127.0.0.1');
    await once(strict, 'listening');
    const { port } = strict.address() as AddressInfo;
    const error = await opening(`postgres://me:hunter2@127.0.0.1:${port}/db`);
    strict.close();
    expect(error.code).toBe('sign_in_refused');
    expect(error.message).toMatch(/password.*"me"/);
    expect(error.message).not.toContain('hunter2');
  });

  it('says something of whatever else goes wrong', () => {
    const place = { host: 'h', user: 'u', database: 'd' };
    expect(explainConnectError(new Error('self-signed certificate'), place).message).toContain('self-signed');
  });
});

describe('a DATABASE_URL that leads to Postgres', () => {
  it('opens with limits, a name and UTC', async () => {
    const db = await openDatabase({ databaseUrl: server().href, dataDir: '', poolSize: 2 });
    const [row] = await db.sql`select current_setting('statement_timeout') as statement,
      current_setting('application_name') as name, current_setting('timezone') as zone`;
    expect(row).toEqual({ statement: '30s', name: 'bellhop', zone: 'UTC' });
    await db.close();
  });
});
