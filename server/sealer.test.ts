import { expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

const sealer = createSealer('a secret of the tests, 32 characters or more');

it('[S7] opens what it sealed, for its place alone, and nothing that was changed', () => {
  const sealed = sealer.seal('client secret ü', 'w1');
  expect(sealed).not.toContain('secret');
  expect(sealer.open(sealed, 'w1')).toBe('client secret ü');
  expect(sealer.open(sealed, 'w2')).toBeNull();
  expect(createSealer('another secret of 32 characters, or so').open(sealed, 'w1')).toBeNull();
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(sealer.open(changed.toString('base64url'), 'w1')).toBeNull();
  }
  expect(sealer.open('', 'w1')).toBeNull();
  expect(sealer.seal('client secret ü', 'w1')).not.toBe(sealed);
});
