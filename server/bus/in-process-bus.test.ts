import { describe, expect, it } from 'vitest';
import { busContract } from './testing/bus.contract.ts';
import { createInProcessBus } from './in-process-bus.ts';

busContract('in-process', async () => {
  const bus = createInProcessBus();
  return { open: async () => bus, close: () => bus.close() };
});

describe('the in-process bus', () => {
  it('hands what a listener throws to its owner', () => {
    const thrown: unknown[] = [];
    const bus = createInProcessBus((error) => thrown.push(error));
    const broke = new Error('broke');
    bus.subscribe(() => {
      throw broke;
    });
    bus.publish({ kind: 'revoked', scope: 'session', id: 's' });
    expect(thrown).toEqual([broke]);
  });
});
