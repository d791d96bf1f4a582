import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDemoServer, createDemoServer, demoPages, type DemoPagesOptions } from './demo-server.ts';

const publicDir = fileURLToPath(new URL('public', import.meta.url));
const plain = { bellhopUrl: 'https://chat.example.com', siteKey: 'pk_fern', publicDir };

const get = (target: string, options: Partial<DemoPagesOptions> = {}) => {
  const answer = demoPages({ ...plain, ...options })(target);
  if (!answer) throw new Error(`No answer to ${target}`);
  return { ...answer, text: answer.body.toString('utf8') };
};

const scriptSources = (markup: string): string[] =>
  [...markup.matchAll(/<script\b[^>]*\bsrc="([^"]*)"/g)].map(([, source]) => source ?? '');

describe('demoPages', () => {
  it('[S15] sends exactly the policy a customer with strict rules would', () => {
    expect(get('/').headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' https://chat.example.com; style-src 'self'; img-src 'self'; " +
        'connect-src https://chat.example.com wss://chat.example.com; ' +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  it('[S15] derives a plain ws origin, with its port, from http', () => {
    const { headers } = get('/', { bellhopUrl: 'http://127.0.0.1:3000/' });
    expect(headers['content-security-policy']).toContain(
      'connect-src http://127.0.0.1:3000 ws://127.0.0.1:3000;',
    );
  });

  it('embeds the widget by the one script tag of the contract and nothing else of Bellhop', () => {
    const { text } = get('/');
    const tag =
      '<script async crossorigin charset="utf-8" src="https://chat.example.com/w/pk_fern.js"></script>';
    expect(text.split(tag)).toHaveLength(2);
    expect(text.split('chat.example.com')).toHaveLength(2);
  });

  it.each(['/', '/help', '/plants/monstera', '/plants/aloe-vera', '/nope'])(
    'keeps %s free of inline script, inline style and foreign addresses',
    (target) => {
      const { text } = get(target);
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
      expect(text).not.toContain('{{');
      const foreign = [...text.matchAll(/\b(?:src|href)="(https?:[^"]*)"/g)].map(([, url]) => url);
      expect(foreign).toEqual(['https://chat.example.com/w/pk_fern.js']);
    },
  );

  it.each(['"><script>alert(1)</script>', "' onload='x", '../../admin', 'a?b#c&d', '%2e%2e/', '<!--'])(
    'renders the site key %j as one escaped path segment',
    (siteKey) => {
      const { text } = get('/', { siteKey });
      const sources = scriptSources(text).filter((source) => source.includes('chat.example.com'));
      expect(sources).toHaveLength(1);
      expect(scriptSources(text)).toHaveLength(2);
      const loader = new URL((sources[0] ?? '').replaceAll('&#39;', "'"));
      expect(loader.origin).toBe('https://chat.example.com');
      expect(loader.pathname).toBe(`/w/${encodeURIComponent(siteKey)}.js`);
      expect(loader.search + loader.hash).toBe('');
      expect(text).not.toContain(siteKey.includes('<') ? siteKey : 'alert(1)</script>');
    },
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://chat.example.com',
    'chat.example.com',
    '',
    'https://user:secret@chat.example.com',
    // A host name may hold a semicolon for URL; in the policy it would open a directive.
    'https://chat.example.com;script-src-elem',
    "https://chat.example.com,'unsafe-inline'",
    'https://chat.example.com\r\nset-cookie:a',
  ])('refuses %j as the address of Bellhop', (bellhopUrl) => {
    const attempt = () => get('/', { bellhopUrl });
    if (bellhopUrl.includes('\r\n')) expect(attempt).toThrow();
    else expect(attempt).toThrow('bellhopUrl must be an http or https address');
  });

  it('escapes what a path in the address of Bellhop may smuggle in', () => {
    const { text, headers } = get('/', { bellhopUrl: `https://chat.example.com/a"><b>'; script-src *` });
    expect(text).not.toContain('<b>');
    expect(headers['content-security-policy']).not.toContain('script-src *');
    expect(headers['content-security-policy']).toContain("script-src 'self' https://chat.example.com;");
  });

  it('refuses an empty site key', () => {
    expect(() => get('/', { siteKey: '' })).toThrow('siteKey is empty');
  });

  it('keeps every link and file under its base path', () => {
    const basePath = '/demo';
    const { text } = get('/demo/plants/calathea?dir=rtl', { basePath });
    const own = [...text.matchAll(/\b(?:src|href|action)="(\/[^"]*)"/g)].map(([, url]) => url ?? '');
    expect(own.length).toBeGreaterThan(20);
    for (const url of new Set(own)) {
      expect(url).toMatch(/^\/demo\//);
      expect(get(url.replaceAll('&amp;', '&'), { basePath }).status).toBe(200);
    }
    expect(text).toContain('<h1 class="ff-h1 ff-h1-plant" data-field="name">Calathea</h1>');
  });

  it('sends the bare base path to its folder and leaves the rest to others', () => {
    const pages = demoPages({ ...plain, basePath: '/demo/' });
    expect(pages('/demo')).toMatchObject({ status: 308, headers: { location: '/demo/' } });
    expect(pages('/demonstration')).toBeUndefined();
    expect(pages('/')).toBeUndefined();
    expect(() => demoPages({ ...plain, basePath: '/a"b' })).toThrow('basePath must look like /demo');
  });

  it('mirrors the page on request and carries that, and nothing else, from link to link', () => {
    const { text } = get('/?dir=rtl&stub=1&evil="><script>');
    expect(text).toContain('dir="rtl"');
    expect(text).toContain('href="/help?dir=rtl&amp;stub=1"');
    expect(text).not.toContain('evil');
    expect(get('/?dir="><script>').text).toContain('dir="ltr"');
  });

  it('brings the queue stub as a file of its own, before the loader, only when asked', () => {
    const sources = scriptSources(get('/?stub=1').text);
    expect(sources[1]).toMatch(/^\/bellhop-stub\.js\?v=/);
    expect(sources[2]).toBe('https://chat.example.com/w/pk_fern.js');
    for (const target of ['/', '/?stub=1&nostub', '/?nostub']) {
      expect(get(target).text).not.toContain('bellhop-stub');
    }
  });

  it.each([
    ['/shop.js', 'text/javascript; charset=utf-8'],
    ['/hostile.css', 'text/css; charset=utf-8'],
    ['/plants/monstera.svg', 'image/svg+xml; charset=utf-8'],
    ['/help', 'text/html; charset=utf-8'],
  ])('names the type of %s and forbids guessing it', (target, contentType) => {
    expect(get(target)).toMatchObject({
      status: 200,
      headers: {
        'content-type': contentType,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
      },
    });
  });

  it('lets a browser keep a file only under the version it was asked for', () => {
    const url = /href="(\/base\.css\?v=[0-9a-f]+)"/.exec(get('/').text)?.[1] ?? '';
    expect(get(url).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(get('/base.css?v=old').headers['cache-control']).toBe('public, no-cache');
    expect(get('/').headers['cache-control']).toBe('no-cache');
  });

  it('answers an unknown page with a designed 404 that no cache keeps', () => {
    const { status, text, headers } = get('/plants/triffid');
    expect(status).toBe(404);
    expect(text).toContain('data-view="missing"');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('createDemoServer', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createDemoServer(plain).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => closeDemoServer(server));

  const ask = (method: string, path: string, headers: Record<string, string> = {}): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on('error', reject).end();
    });

  it('answers HEAD as GET, without the body', async () => {
    const whole = await ask('GET', '/help');
    const head = await ask('HEAD', '/help');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.body)));
    expect(head.headers['content-security-policy']).toBe(whole.headers['content-security-policy']);
    expect((await ask('HEAD', '/nope')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s and names what it takes', async (method) => {
    const reply = await ask(method, '/');
    expect(reply.status).toBe(405);
    expect(reply.headers['allow']).toBe('GET, HEAD');
  });

  it('answers 304 to a browser that has the page', async () => {
    const { headers } = await ask('GET', '/');
    const again = await ask('GET', '/', { 'if-none-match': `"other", W/${headers.etag ?? ''}` });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect((await ask('GET', '/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    '/../demo-server.ts',
    '/..%2fdemo-server.ts',
    '/%2e%2e/demo-server.ts',
    '/..\\demo-server.ts',
    '/plants/../../demo-server.ts',
    '//etc/passwd',
    '/pages/shell.html',
    '/pages/../pages/shell.html',
    '/hostile.css%00.svg',
    '/__proto__',
    '/%',
  ])('gives nothing from outside its public files for %s', async (path) => {
    const reply = await ask('GET', path);
    expect(reply.status).toBe(404);
    expect(reply.body).toContain('data-view="missing"');
    expect(reply.body).not.toMatch(/createServer|root:|\{\{/);
  });

  it('refuses a request target that is not a path of the shop', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET http://elsewhere.example/shop.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString('latin1')).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });

  it('closes although a client keeps its connection open, and closes twice', async () => {
    const idle = connect(port, '127.0.0.1');
    idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const gone = once(idle, 'close');
    idle.resume();
    await Promise.all([closeDemoServer(server), closeDemoServer(server)]);
    await gone;
    await closeDemoServer(server);
    expect(server.listening).toBe(false);
  });

  it('closes although a client never finishes its request', async () => {
    const stuck = connect(port, '127.0.0.1');
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    stuck.write('GET / HTTP/1.1\r\nHost: a\r\n');
    const [held] = await accepted;
    while (held.bytesRead === 0) await new Promise(setImmediate);
    const gone = once(stuck, 'close');
    stuck.on('error', () => undefined).resume();
    await closeDemoServer(server, 20);
    await gone;
    expect(stuck.destroyed).toBe(true);
  });
});
