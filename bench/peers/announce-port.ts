import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port and says which, in the line that `ServerProcess` waits for. */
export function announcePort(http: Server): void {
  http.listen(0, '127.0.0.1', () => {
    process.stdout.write(`Listening http://127.0.0.1:${(http.address() as AddressInfo).port}/\n`);
  });
}
