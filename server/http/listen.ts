import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config-error.ts';

/** Listens and tells the port. What is in the way is named with its mend. */
export async function listen(server: Server, variable: string, port: number, host?: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: unknown) => {
    throw new ConfigError([explain(error, variable, port, host)]);
  });
  return (server.address() as AddressInfo).port;
}

function explain(error: unknown, variable: string, port: number, host = 'every address'): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `${variable} ${port} is taken by another program on ${host}. Stop that program, or set ${variable} to another port.`;
    case 'EACCES':
      return `${variable} ${port} may not be used by this user. Set ${variable} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine. Set HOST to one of its own, or leave it out.`;
    default:
      return `${variable} ${port} on ${host} cannot be listened on (${String(code ?? error)}).`;
  }
}
