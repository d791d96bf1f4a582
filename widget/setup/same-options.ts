import type { ChatOptions } from '../options.ts';

/** By value where they are plain; an element or a function is the same one or another. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  const plain = [one, other].every(
    (value) => typeof value === 'object' && value !== null && !(value instanceof Element),
  );
  return plain && JSON.stringify(one) === JSON.stringify(other);
};

/** Whether nothing that is given differs from what was chosen. */
export const sameOptions = (chosen: Partial<ChatOptions>, given: Partial<ChatOptions>): boolean =>
  Object.entries(given).every(([name, value]) => isSame(chosen[name as keyof ChatOptions], value));
