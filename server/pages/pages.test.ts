import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launcherEn } from '../../shared/widget-settings/launcher-words.ts';
import { createTestApp, PUBLIC_URL, SHOP, type TestApp } from '../testing/test-app.ts';
import { seedSite, type SeededSite } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';
import { asciiJson } from './loader-script.ts';

const NAME = 'Färn & $& </script> \u2028 花';
const database = useDatabase('pglite');
let test: TestApp;
let site: SeededSite;

beforeAll(async () => {
  test = await createTestApp(database());
  site = await seedSite(database(), [SHOP], NAME);
});
afterAll(() => test.close());

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('GET /w/KEY.js', () => {
  it('is the loader with the settings of the site, in ASCII', async () => {
    const response = await test.get(`/w/${site.siteKey}.js`);
    expect(response.status).toBe(200);
    const script = await response.text();
    expect(/^[\n\x20-\x7e]*$/.test(script)).toBe(true);
    expect(script).not.toContain('</script');
    const scope: { config?: unknown } = {};
    runInNewContext(script, { self: scope });
    expect(scope.config).toEqual({
      site: site.siteKey,
      host: PUBLIC_URL,
      panel: '/w/a/panel.abc123.js',
      setup: '/w/a/setup.abc123.js',
      words: launcherEn,
      settings: { name: NAME, accent: '#123456', greeting: 'Hello' },
    });
  });

  it('may be loaded by any page and kept for a while', async () => {
    const { headers } = await test.get(`/w/${site.siteKey}.js`, { origin: SHOP });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('comes compressed as the client takes it, with a tag that says so', async () => {
    const url = `/w/${site.siteKey}.js`;
    const plain = await test.get(url);
    const br = await test.get(url, { 'accept-encoding': 'gzip, deflate, br' });
    const gz = await test.get(url, { 'accept-encoding': 'gzip, br;q=0' });
    expect([br.headers.get('content-encoding'), gz.headers.get('content-encoding')]).toEqual(['br', 'gzip']);
    const text = await plain.text();
    expect(brotliDecompressSync(await bytesOf(br)).toString()).toBe(text);
    expect(gunzipSync(await bytesOf(gz)).toString()).toBe(text);
    const etag = br.headers.get('etag') ?? '';
    const again = await test.get(url, { 'accept-encoding': 'br', 'if-none-match': etag });
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    expect((await test.get(url, { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
  });

  it('tells an unknown key by a script that does nothing but warn, and does not repeat the key', async () => {
    const response = await test.get('/w/no-such-key.js', { origin: SHOP });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const script = await response.text();
    expect(script).toContain('no site with this key');
    expect(script).not.toContain('no-such-key');
    expect(() => runInNewContext(script, {})).not.toThrow();
  });

  it.each(['', 'undefined', "'", 'a b', 'x'.repeat(65), '..%2f..%2fpackage', '%00'])(
    'knows no key %j',
    async (key) => {
      expect((await test.get(`/w/${key}.js`)).status).toBe(404);
    },
  );

  it('has the settings alone as JSON', async () => {
    const response = await test.get(`/w/${site.siteKey}.json`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      site: site.siteKey,
      host: PUBLIC_URL,
      settings: { name: NAME },
    });
  });

  it('writes every dangerous unit as an escape', () => {
    expect(asciiJson({ a: '<\u2028\u007fé😀' })).toBe(
      String.raw`{"a":"\u003c\u2028\u007f\u00e9\ud83d\ude00"}`,
    );
  });
});

describe('files', () => {
  it('gives hashed chunks to any page for ever', async () => {
    const { status, headers } = await test.get('/w/a/panel.abc123.js');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('gives the pinned file to any page for ever, and says where the newest is', async () => {
    const latest = await test.get('/api/v1/widget/pinned');
    const { path, integrity } = (await latest.json()) as Record<string, string>;
    expect([path, integrity]).toEqual(['/v/1.2.3-abc/widget.js', 'sha384-abc']);
    const { status, headers } = await test.get(String(path), { origin: SHOP });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    });
    expect((await test.get('/v/9.9.9-abc/widget.js')).status).toBe(404);
    expect((await test.get('/v/1.2.3-abc/panel.abc123.js')).status).toBe(404);
  });

  it('gives the console page for its own addresses, with its strict policy', async () => {
    for (const path of ['/console/', '/console/w/123/inbox/mine', '/console/sign-in']) {
      const response = await test.get(path);
      expect(await response.text()).toContain('<title>Console</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const policy = response.headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        `wss://chat.test`,
      ]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toMatch(/unsafe|data:|blob:|\*/);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('keeps hashed files of the console for ever, and has no page for a missing file', async () => {
    const asset = await test.get('/console/assets/main.abc123.js', { 'accept-encoding': 'br' });
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect((await test.get('/console/assets/gone.js')).status).toBe(404);
  });

  it.each([
    '/console/../widget/manifest.json',
    '/console/%2e%2e/widget/manifest.json',
    '/console/..%2fwidget%2fmanifest.json',
    '/console/assets/..%5c..%5cwidget%5cmanifest.json',
    '/w/a/..%2fmanifest.json',
    '/w/a/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/demo/..%2f..%2fpackage.json',
    '/demo/%2e%2e/%2e%2e/package.json',
  ])('does not leave its folder: %s', async (path) => {
    const response = await test.get(path);
    expect([404, 302]).toContain(response.status);
    expect(await response.text()).not.toMatch(/panel\.abc123|"bellhop"|root:/);
  });

  it('serves the demo shop under /demo/', async () => {
    const response = await test.get('/demo/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('/w/demo-key.js');
    const etag = response.headers.get('etag') ?? '';
    expect((await test.get('/demo/', { 'if-none-match': etag })).status).toBe(304);
  });
});
