import { randomInt, randomUUID } from 'node:crypto';
import { clientFrames } from '../../../shared/protocol/client-frames.ts';

const BASES = [
  ...Object.keys(clientFrames).map((type) => ({
    type,
    id: 1,
    conversation_id: randomUUID(),
    client_id: randomUUID(),
    text: 'Hello',
    position: 1,
    after: 0,
    epoch: randomUUID(),
    typing: true,
  })),
  { type: 'hello', v: 1, role: 'visitor', site: 'x', token: 'y' },
  { type: 'hello', v: 1, role: 'agent', workspace: randomUUID(), position: { epoch: randomUUID(), rev: 0 } },
];

const POISON: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  2 ** 53,
  '',
  '\u0000',
  '\ud800',
  '__proto__',
  'undefined',
  "'; drop table entries; --",
  '\u202e',
  [],
  {},
  [[[[]]]],
  { length: 1e9 },
  'x'.repeat(20_000),
];

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

/** A frame that nobody would send: one of ours with a field spoiled, or with its bytes cut, doubled or flipped. */
export function mutatedFrame(): Buffer {
  const base: Record<string, unknown> = { ...pick(BASES) };
  for (let change = randomInt(3); change >= 0; change--) {
    const field = pick(Object.keys(base));
    if (randomInt(4) === 0) delete base[field];
    else base[randomInt(4) === 0 ? String(pick(POISON)) : field] = pick(POISON);
  }
  const bytes = Buffer.from(JSON.stringify(base));
  if (randomInt(3) > 0 || bytes.length === 0) return bytes;
  const at = randomInt(bytes.length);
  const how = randomInt(4);
  if (how === 0) return bytes.subarray(0, at);
  if (how === 1) return Buffer.concat([bytes, bytes.subarray(at)]);
  if (how === 2)
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([randomInt(256)]), bytes.subarray(at)]);
  bytes[at] = randomInt(256);
  return bytes;
}
