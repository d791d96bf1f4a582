import { expect } from 'vitest';

const PATIENCE_MS = 20_000;
const INTERVAL_MS = 50;

/** An expectation of what will be so soon: `await eventually(() => visitor.said(/…/g)).toEqual([…])`. */
export function eventually<T>(read: () => T | Promise<T>, timeout = PATIENCE_MS) {
  return expect.poll(read, { timeout, interval: INTERVAL_MS });
}
