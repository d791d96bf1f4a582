import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { toAscii } from './ascii-only.ts';

it('keeps what the script means and leaves nothing above 127', () => {
  const code = '({ close: "✕", smile: `😀`, matches: /^é😀$/u.test("é😀"), größe: 1 })';
  const ascii = toAscii(code);
  expect([...ascii].every((character) => character.charCodeAt(0) < 128)).toBe(true);
  expect(runInNewContext(ascii)).toEqual(runInNewContext(code));
});
