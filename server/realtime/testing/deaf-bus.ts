import type { Bus } from '../../bus/bus.ts';

/** A bus that carries nothing, as when Redis is down: what others commit, a node finds by itself. */
export const deafBus = (): Bus => ({
  publish: () => undefined,
  subscribe: () => () => undefined,
  close: async () => undefined,
});
