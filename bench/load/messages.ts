const LENGTH = 60;

/** The text of a visitor's n-th message: what is needed to check it, padded to the length of a short sentence. */
export const textOf = (visitor: number, number: number): string =>
  `${visitor} ${number} `.padEnd(LENGTH, 'how do I repot a fern? ');

export interface Mark {
  visitor: number;
  number: number;
}

export function markOf(text: string): Mark {
  const [visitor, number] = text.split(' ', 2);
  return { visitor: Number(visitor), number: Number(number) };
}
