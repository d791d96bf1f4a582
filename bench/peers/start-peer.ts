import type { Peer, PeerName } from './peer.ts';
import { startBellhop, type BellhopOptions } from './start-bellhop.ts';
import { startRelay } from './start-relay.ts';

export const startPeer = (name: PeerName, options: BellhopOptions): Promise<Peer> =>
  name === 'ws-relay' || name === 'socket-io-relay' ? startRelay(name) : startBellhop(name, options);
