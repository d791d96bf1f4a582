import { isIP } from 'node:net';

/**
 * Who calls, as limits count it (S11, S26): an IPv4 address, or the /64 of an IPv6 one, since one customer has all of
 * it. Proxies append to `X-Forwarded-For` from the right, so with `trustProxy` proxies of ours in front the client is
 * that many from the right; everything further left is whatever the client wrote.
 */
export function addressKey(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trustProxy: number,
): string {
  return networkOf(trustProxy > 0 ? (forwarded(forwardedFor, trustProxy) ?? remote) : remote);
}

function forwarded(header: string | undefined, trustProxy: number): string | undefined {
  const hops = (header ?? '').split(',').map((hop) => hop.trim());
  const hop = hops.at(-trustProxy);
  return hop !== undefined && isIP(hop) !== 0 ? hop : undefined;
}

function networkOf(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
