import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgress } from './egress.ts';
import { isPublicAddress } from './public-address.ts';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))));

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
const shut = createEgress({ allow: [] });
const home = createEgress({ allow: ['127.0.0.1'], deadlineMs: 300 });

describe('[S21] whom the server asks', () => {
  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://user:pass@example.com/',
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused without asking', async (url) => {
    await expect(shut.fetch(url)).rejects.toMatchObject({ reason: 'refused' });
  });

  it('refuses a name as soon as one of its addresses is private', async () => {
    let asked = 0;
    const port = await serve((_request, response) => (asked++, response.end('secret')));
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], []]) {
      const resolve = async () => addresses.map((address) => ({ address, family: 4 }));
      const egress = createEgress({ allow: [], resolve });
      await expect(egress.fetch(`https://rebind.test:${port}/`)).rejects.toMatchObject({ reason: 'refused' });
    }
    expect(asked).toBe(0);
  });

  it('asks hosts of the operator’s own network only where that is configured', async () => {
    const port = await serve((request, response) => response.end(request.method));
    const url = `http://127.0.0.1:${port}/`;
    await expect(shut.fetch(url)).rejects.toMatchObject({ reason: 'refused' });
    expect(await home.fetch(url, { method: 'POST', body: 'x' })).toEqual({ status: 200, text: 'POST' });
  });

  it('follows no redirect, and reads neither much nor long', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/redirect') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
      else if (request.url === '/large') response.end('x'.repeat(70_000));
      else response.write('slow');
    });
    const at = (path: string) => home.fetch(`http://127.0.0.1:${port}${path}`);
    expect(await at('/redirect')).toMatchObject({ status: 302 });
    await expect(at('/large')).rejects.toMatchObject({ reason: 'too_large' });
    await expect(at('/slow')).rejects.toMatchObject({ reason: 'timeout' });
  });
});
