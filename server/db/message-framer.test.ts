import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MessageFramer } from './message-framer.ts';

function message(type: string, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

it('gives whole messages, and every byte in order, however the stream is cut', () => {
  const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(bodies, fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1 }), (parts, steps) => {
      const messages = parts.map((body, n) => message(n === 0 ? '' : 'Q', body));
      const stream = Buffer.concat(messages);
      const ends = new Set(messages.map((_, n) => Buffer.concat(messages.slice(0, n + 1)).length));
      const framer = new MessageFramer();
      let out = 0;
      for (let at = 0, n = 0; at < stream.length; n += 1) {
        const step = steps[n % steps.length] ?? 1;
        const whole = framer.push(stream.subarray(at, at + step));
        at += step;
        if (!whole) continue;
        expect(Buffer.from(whole)).toEqual(stream.subarray(out, out + whole.length));
        out += whole.length;
        expect(ends).toContain(out);
      }
      expect(out).toBe(stream.length);
    }),
  );
});

it('takes a big message in small pieces in linear time', () => {
  const framer = new MessageFramer();
  framer.push(message('', new Uint8Array(4)));
  const big = message('Q', new Uint8Array(64 * 1024 * 1024));
  let pieces = 0;
  let whole: Uint8Array | undefined;
  for (let at = 0; at < big.length; at += 4096, pieces += 1) whole = framer.push(big.subarray(at, at + 4096));
  expect(pieces).toBeGreaterThan(16_000);
  expect(whole?.length).toBe(big.length);
});
