import { expect, it } from 'vitest';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

/** The other tests lean on this: without it they would pass on a page that is on fire. */
it.each([
  ['an uncaught error', () => void setTimeout(() => lost()), /^uncaught: ReferenceError: lost/],
  [
    'a promise that nobody caught',
    () => void Promise.reject(new Error('dropped')),
    /^uncaught: Error: dropped/,
  ],
  ['a console error', () => console.error('on fire'), /^error: on fire/],
  [
    'what the policy refuses',
    () => void document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' })),
    /^error: policy violation: style-src/,
  ],
  [
    'what Trusted Types refuse',
    () => void (document.body.innerHTML = '<b>'),
    /^error: policy violation: require-trusted-types-for/,
  ],
])('notices %s in a page of the shop', async (_name, misbehave, trouble) => {
  const visitor = await stage.visitor();
  await visitor.visit();
  expect(visitor.troubles.unexpected).toEqual([]);
  await visitor.page.evaluate(misbehave).catch((error: Error) => error);
  await eventually(() => visitor.troubles.unexpected.filter((one) => trouble.test(one)).length).toBe(1);
  visitor.troubles.expect(/./);
});

declare function lost(): void;
