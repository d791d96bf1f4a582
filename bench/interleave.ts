/** A B C D, A B C D, …: what the machine does besides falls on all alike. */
export function interleave<T>(items: readonly T[], rounds: number): Array<{ round: number; item: T }> {
  return Array.from({ length: rounds }, (_, at) => items.map((item) => ({ round: at + 1, item }))).flat();
}
