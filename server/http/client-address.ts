import { isIP } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * The client's address. Each proxy of ours appends whom it saw, so addresses are believed from the right: with
 * `trustProxy` 1 the last of X-Forwarded-For counts, and whatever a client wrote before it does not (S11).
 */
export function clientAddress(
  remote: string,
  forwardedFor: string | null | undefined,
  trustProxy: number,
): string {
  const forwarded = trustProxy > 0 ? (forwardedFor ?? '').split(',').map((part) => part.trim()) : [];
  const hops = [...forwarded.filter((part) => part !== ''), remote];
  const believed = hops[Math.max(0, hops.length - 1 - trustProxy)] ?? remote;
  return plainAddress(believed) ?? plainAddress(remote) ?? 'unknown';
}

/** What limits count by: an IPv4 address, or the /64 that one IPv6 customer has to himself. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : GROUPS - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...right];
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function plainAddress(text: string): string | null {
  const bare = text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const mapped = MAPPED.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(bare)) return bare;
  const withoutPort = bare.replace(/:\d+$/, '');
  return isIP(withoutPort) === 4 ? withoutPort : null;
}
