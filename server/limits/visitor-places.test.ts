import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { VisitorActor } from '../identity.ts';
import { createVisitorLimits } from './visitor-limits.ts';

it('[L5] a visitor asks for their place ten times in ten seconds, each for themselves', () => {
  let now = 1_000_000;
  const limits = createVisitorLimits(() => now);
  const visitor = (): VisitorActor => ({
    kind: 'visitor',
    ...{ workspaceId: randomUUID(), siteId: randomUUID(), visitorId: randomUUID(), tokenId: randomUUID() },
    name: null,
  });
  const [lena, tom] = [visitor(), visitor()];
  for (let n = 0; n < 10; n++) limits.place(lena);
  expect(() => limits.place(lena)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  limits.place(tom);
  now += 10_001;
  limits.place(lena);
});
