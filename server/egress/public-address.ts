import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What is not for the public, by the registries of special addresses: ours, our neighbours', nobody's. */
const SHUT_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Within the public 2000::/3: tunnels, which hide an IPv4 address, and what is for documents. */
const SHUT_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const shut = new BlockList();
for (const [net, prefix] of SHUT_IPV4) shut.addSubnet(net, prefix, 'ipv4');
const shutIPv6 = new BlockList();
for (const [net, prefix] of SHUT_IPV6) shutIPv6.addSubnet(net, prefix, 'ipv6');
const open = new BlockList();
// Mapped (::ffff:0:0/96) and translated (64:ff9b::/96) IPv4 addresses lie outside of this.
open.addSubnet('2000::', 3, 'ipv6');

/** [S21] Whether an address is somebody's on the public internet. What is no address is nobody's. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !shut.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return open.check(address, 'ipv6') && !shutIPv6.check(address, 'ipv6');
}
