import { expect, it } from 'vitest';
import { batch, computed, createReaction, effect, signal } from './signal.ts';

it('runs an effect again for what it read, and for nothing else', () => {
  const read = signal(1);
  const other = signal(1);
  const seen: number[] = [];
  effect(() => seen.push(read.value + other.peek()));
  other.value = 5;
  read.value = 2;
  read.value = 2;
  expect(seen).toEqual([2, 7]);
});

it('stops', () => {
  const source = signal(1);
  let runs = 0;
  const stop = effect(() => void (source.value, runs++));
  stop();
  source.value = 2;
  expect(runs).toBe(1);
});

it('shows an effect no half-changed state', () => {
  const first = signal('a');
  const second = signal('b');
  const both = computed(() => first.value + second.value);
  const seen: string[] = [];
  effect(() => seen.push(both.value));
  batch(() => {
    first.value = 'x';
    second.value = 'y';
  });
  expect(seen).toEqual(['ab', 'xy']);
});

it('lets an effect set what another one reads, and settles', () => {
  const source = signal(1);
  const doubled = signal(0);
  const seen: number[] = [];
  effect(() => (doubled.value = source.value * 2));
  effect(() => seen.push(doubled.value));
  source.value = 4;
  expect(seen).toEqual([2, 8]);
});

it('goes on after an effect that throws', () => {
  const source = signal(1);
  effect(() => {
    if (source.value === 2) throw new Error('planted');
  });
  expect(() => (source.value = 2)).toThrow('planted');
  let seen = 0;
  effect(() => (seen = source.value));
  source.value = 3;
  expect(seen).toBe(3);
});

it('tells a reaction once it has tracked', () => {
  const source = signal(1);
  let changes = 0;
  const reaction = createReaction(() => changes++);
  source.value = 2;
  expect(reaction.track(() => source.value)).toBe(2);
  source.value = 3;
  expect(changes).toBe(1);
  reaction.stop();
  source.value = 4;
  expect(changes).toBe(1);
});
