import { join } from 'node:path';
import { Peer } from './peer.ts';
import { ServerProcess } from './server-process.ts';

const PROTOCOLS = { 'ws-relay': 'relay', 'socket-io-relay': 'socket-io' } as const;

export const startRelay = (name: keyof typeof PROTOCOLS): Promise<Peer> =>
  Peer.start(name, async () => {
    const server = await ServerProcess.start({ script: join(import.meta.dirname, `${name}.ts`) });
    return { server, target: { protocol: PROTOCOLS[name], url: server.url } };
  });
