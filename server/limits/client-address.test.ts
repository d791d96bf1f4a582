import { describe, expect, it } from 'vitest';
import { addressKey } from './client-address.ts';

describe('[S11] [S26] the address that limits count', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
  ])('%s counts as %s', (remote, key) => expect(addressKey(remote, undefined, 0)).toBe(key));

  it.each([
    ['no proxy of ours: the header is the client’s own word', 0, '1.1.1.1', '9.9.9.9'],
    ['one proxy', 1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
    ['two proxies', 2, '6.6.6.6, 1.1.1.1, 10.0.0.1', '1.1.1.1'],
    ['fewer hops than proxies', 3, '6.6.6.6, 1.1.1.1', '9.9.9.9'],
    ['no address', 1, '6.6.6.6, unknown', '9.9.9.9'],
    ['nothing', 1, undefined, '9.9.9.9'],
  ])('%s', (_what, trusted, header, key) => expect(addressKey('9.9.9.9', header, trusted)).toBe(key));
});
