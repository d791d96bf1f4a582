import { expect, it } from 'vitest';
import { interleave } from './interleave.ts';

it('goes round all before it comes back to the first', () => {
  const order = interleave(['a', 'b', 'c'], 2).map(({ round, item }) => `${round}${item}`);
  expect(order).toEqual(['1a', '1b', '1c', '2a', '2b', '2c']);
});
