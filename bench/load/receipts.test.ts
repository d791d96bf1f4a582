import { describe, expect, it } from 'vitest';
import { markOf, textOf } from './messages.ts';
import { Receipts } from './receipts.ts';

describe('textOf', () => {
  it('says who and which, in some sixty characters', () => {
    expect(textOf(4999, 123)).toHaveLength(60);
    expect(markOf(textOf(4999, 123))).toEqual({ visitor: 4999, number: 123 });
  });
});

describe('Receipts', () => {
  const receive = (...marks: Array<[number, number]>) => {
    const receipts = new Receipts(3);
    for (const [visitor, number] of marks) receipts.accept(textOf(visitor, number));
    return receipts;
  };

  it("takes each visitor's messages in their order, whoever is between", () => {
    const receipts = receive([0, 1], [2, 1], [0, 2], [2, 2]);
    expect(receipts.total).toBe(4);
    expect(() => receipts.assertComplete([2, 0, 2])).not.toThrow();
  });

  it('finds the lost, the doubled, the swapped and the stranger', () => {
    expect(() => receive([0, 1], [0, 3])).toThrow('message 3 of visitor 0 where 2 was due');
    expect(() => receive([0, 1], [0, 1])).toThrow('message 1 of visitor 0 where 2 was due');
    expect(() => receive([1, 2], [1, 1])).toThrow('message 2 of visitor 1 where 1 was due');
    expect(() => receive([7, 1])).toThrow('visitor 7');
  });

  it('finds the last one missing', () => {
    expect(() => receive([1, 1]).assertComplete([0, 2, 0])).toThrow('1 of the 2 messages of visitor 1');
  });
});
