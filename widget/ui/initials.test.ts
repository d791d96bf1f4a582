import { expect, it } from 'vitest';
import { hueOf, initials } from './initials.ts';

it.each([
  ['Mo', 'M'],
  ['Fern & Field', 'FF'],
  ['ada lovelace byron', 'AB'],
  ['  ', '?'],
  ['', '?'],
  ['مريم حسن', 'مح'],
  ['𝒜da', '𝒜'],
])('%j is %s', (name, letters) => expect(initials(name)).toBe(letters));

it('gives a name the same hue always', () => {
  expect(hueOf('Mo')).toBe(hueOf('Mo'));
  expect(hueOf('Mo')).not.toBe(hueOf('Ada'));
});
