/** Calls when the page rests. Not every engine tells when that is. */
export const whenIdle = (call: () => void): unknown => (self.requestIdleCallback ?? setTimeout)(call);
