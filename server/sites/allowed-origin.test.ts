import { describe, expect, it } from 'vitest';
import { isOriginAllowed, normaliseOrigin, parseOriginHeader } from './allowed-origin.ts';

const ALLOWED = ['https://shop.example', 'https://xn--bcher-kva.example', 'http://localhost:3001'];

describe('[S17] allowed origins', () => {
  it.each(ALLOWED)('allows %s', (origin) => {
    expect(isOriginAllowed(origin, ALLOWED)).toBe(true);
  });

  it.each([
    ['suffix', 'https://evilshop.example'],
    ['prefix', 'https://shop.example.evil.test'],
    ['subdomain', 'https://a.shop.example'],
    ['userinfo', 'https://shop.example@evil.test'],
    ['userinfo with password', 'https://shop.example:443@evil.test'],
    ['userinfo on the right host', 'https://me@shop.example'],
    ['other scheme', 'http://shop.example'],
    ['other port', 'https://shop.example:8443'],
    ['default port spelled out', 'https://shop.example:443'],
    ['missing port', 'http://localhost'],
    ['trailing dot', 'https://shop.example.'],
    ['trailing slash', 'https://shop.example/'],
    ['path', 'https://shop.example/x'],
    ['backslash', 'https://shop.example\\@evil.test'],
    ['backslash path', 'https://evil.test\\.shop.example'],
    ['homograph', 'https://ѕhop.example'],
    ['homograph, punycode', 'https://xn--hop-moc.example'],
    ['Unicode spelling', 'https://bücher.example'],
    ['capitals', 'https://SHOP.example'],
    ['tab', 'https://shop\t.example'],
    ['newline', 'https://shop.example\n'],
    ['space', ' https://shop.example'],
    ['two origins', 'https://shop.example https://evil.test'],
    ['opaque', 'null'],
    ['empty', ''],
    ['extension', 'chrome-extension://shop.example'],
    ['file', 'file://'],
    ['blob', 'blob:https://shop.example'],
    ['javascript', 'javascript:alert(1)'],
    ['wildcard', '*'],
  ])('refuses: %s', (_what, origin) => {
    expect(isOriginAllowed(origin, ALLOWED)).toBe(false);
  });

  it('refuses what is missing, also when the list holds rubbish', () => {
    expect(isOriginAllowed(null, ['', 'null', 'undefined'])).toBe(false);
    expect(isOriginAllowed(undefined, [])).toBe(false);
    expect(isOriginAllowed('null', ['null'])).toBe(false);
  });
});

describe('normaliseOrigin', () => {
  it.each([
    ['https://Shop.Example', 'https://shop.example'],
    [' https://shop.example/ ', 'https://shop.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:3001', 'http://localhost:3001'],
  ])('%s becomes %s', (typed, origin) => {
    expect(normaliseOrigin(typed)).toBe(origin);
    expect(parseOriginHeader(origin)).toBe(origin);
  });

  it.each([
    'shop.example',
    'https://shop.example/path',
    'https://a@shop.example',
    'https://shop.example?x',
    'https:\\\\shop.example',
    'null',
    'https://*.shop.example',
    'ftp://shop.example',
    'https://a b',
  ])('refuses %s', (typed) => expect(normaliseOrigin(typed)).toBe(null));
});
