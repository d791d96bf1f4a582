import { expect, it } from 'vitest';
import { tryAgain } from './try-again.ts';

const failing = (codes: string[]) => async () => {
  const code = codes.shift();
  if (code === undefined) return 'done';
  throw new Error('Failed query', { cause: Object.assign(new Error(code), { code }) });
};

it('tries again after a deadlock and a serialization failure', async () => {
  expect(await tryAgain(failing(['40P01', '40001']))).toBe('done');
});

it('gives up after the fifth time, and at once for any other reason', async () => {
  const codes = Array.from({ length: 9 }, () => '40P01');
  await expect(tryAgain(failing(codes))).rejects.toThrow();
  expect(codes).toHaveLength(4);
  const others = ['23505', '40001'];
  await expect(tryAgain(failing(others))).rejects.toThrow();
  expect(others).toEqual(['40001']);
});
