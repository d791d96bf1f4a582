import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0x1000;
let lastMs = 0;
let counter = 0;

/** A version 7 UUID: ids of one process sort in the order in which they were made, others by their clocks. */
export function orderedId(now: number = Date.now()): string {
  if (now > lastMs) [lastMs, counter] = [now, 0];
  else if (++counter === COUNTER_LIMIT) [lastMs, counter] = [lastMs + 1, 0];
  const time = lastMs.toString(16).padStart(12, '0');
  const order = counter.toString(16).padStart(3, '0');
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
