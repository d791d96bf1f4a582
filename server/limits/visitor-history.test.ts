import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { VisitorActor } from '../identity.ts';
import { createVisitorLimits } from './visitor-limits.ts';

it('[L6] a visitor looks things up twenty times in ten seconds, each for themselves', () => {
  let now = 1_000_000;
  const limits = createVisitorLimits(() => now);
  const visitor = (): VisitorActor => ({
    kind: 'visitor',
    ...{ workspaceId: randomUUID(), siteId: randomUUID(), visitorId: randomUUID(), tokenId: randomUUID() },
    name: null,
  });
  const [lena, tom] = [visitor(), visitor()];
  for (let n = 0; n < 20; n++) limits.history(lena);
  expect(() => limits.history(lena)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  limits.history(tom);
  now += 10_001;
  limits.history(lena);
});
