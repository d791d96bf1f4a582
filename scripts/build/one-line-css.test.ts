import { expect, it } from 'vitest';
import { oneLine } from './one-line-css.ts';

it('puts a style sheet into one line', () => {
  expect(oneLine('x=`\n.a{b:c}\n@media (d){\n.e{f:g}\n}\n`')).toBe('x=`.a{b:c}@media (d){.e{f:g}}`');
});

it('leaves a line break that is all there is', () => {
  expect(oneLine('a.join(`\n`)')).toBe('a.join(`\n`)');
});
