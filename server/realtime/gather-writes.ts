import type { Duplex } from 'node:stream';

const MOST_GATHERED_BYTES = 64 * 1024;
const gathered = new Set<Duplex>();

/**
 * What one turn of the event loop says to a socket leaves in one system call: an answer and the event beside it come
 * from the same commit, and a packet each would cost more than all that made them.
 */
export function gatherWrites(socket: Duplex): void {
  if (gathered.has(socket)) {
    // Held back any longer, it would look as if the other side did not read.
    if (socket.writableLength > MOST_GATHERED_BYTES && gathered.delete(socket)) socket.uncork();
    return;
  }
  if (gathered.size === 0) process.nextTick(release);
  gathered.add(socket);
  socket.cork();
}

function release(): void {
  for (const socket of gathered) socket.uncork();
  gathered.clear();
}
