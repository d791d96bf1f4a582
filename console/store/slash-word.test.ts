import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slashWordAt } from './slash-word.ts';

/** The caret is where the bar stands. */
const at = (marked: string) => slashWordAt(marked.replace('|', ''), marked.indexOf('|'));

it.each([
  ['/|', { start: 0, end: 1, query: '' }],
  ['/re|', { start: 0, end: 3, query: 're' }],
  ['Hello /re|fund', { start: 6, end: 9, query: 're' }],
  ['one\n/é|', { start: 4, end: 6, query: 'é' }],
  ['مرحبا /رد|', { start: 6, end: 9, query: 'رد' }],
])('%j is a word behind a slash', (marked, word) => {
  expect(at(marked)).toEqual(word);
});

it.each(['and/or|', '1/2|', 'https://x|', '/re |', '|/re', '//|', '/a/b|', '', `/${'x'.repeat(41)}|`])(
  '%j is none',
  (marked) => {
    expect(at(marked)).toBeUndefined();
  },
);

it('is what stands between the slash and the caret, whatever is around it', () => {
  const piece = fc.constantFrom('/', ' ', 'a', 'é', '\n', 'x'.repeat(30));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, seed) => {
      const text = pieces.join('');
      const caret = text.length === 0 ? 0 : seed % (text.length + 1);
      const word = slashWordAt(text, caret);
      const whole = /(?:^|\s)\/([^\s/]{0,40})$/u.exec(text.slice(0, caret));
      expect(word?.query).toBe(whole?.[1]);
      if (word) expect(text.slice(word.start, word.end)).toBe(`/${word.query}`);
    }),
  );
});
