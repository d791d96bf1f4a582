/** Bugs that are planted in the statements of routing, each of which the checker has to see. */
export const ROUTING_FAULTS = {
  /** Slow, so that two who decide at the same time do so surely. */
  'no lock': (query: string) =>
    query
      .replace(/pg_advisory_xact_lock\(hashtextextended\((\$\d+), 0\)\)/, '$1::text')
      .replace('for no key update of m', '')
      .replace('for no key update of c', '')
      .replace(
        /(select floor\(extract\(epoch from clock_timestamp\(\)\) \* 1000\)::float8 as ms)/,
        '$1 from pg_sleep(0.03)',
      ),
  'the last in is the first out': (query: string) =>
    query.replaceAll('c.queued_at, c.id', 'c.queued_at desc, c.id'),
  'a lease that is lost is never missed': (query: string) =>
    query.replace('having max(until) <= now()', 'having false'),
} as const;

export type RoutingFault = keyof typeof ROUTING_FAULTS;

/** What it looks like. The append refuses a chat that was given already: then the transaction does not stand. */
export const FAULT_SIGNS: Record<RoutingFault, RegExp> = {
  'no lock': /they have \d+ of|Routing a queue: Error: A decision was refused|duplicate key/,
  'the last in is the first out': /came before/,
  'a lease that is lost is never missed': /was lost: it is held/,
};
