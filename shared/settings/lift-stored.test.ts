import { expect, it } from 'vitest';
import { liftStored, SETTINGS_SCHEMA } from './lift-stored.ts';

const renamed = ({ old, ...rest }: Record<string, unknown>) =>
  old === undefined ? rest : { ...rest, fresh: old };
const inSeconds = ({ fresh, ...rest }: Record<string, unknown>) => ({ ...rest, fresh: Number(fresh) * 60 });

it('brings what an earlier version stored to the shape of this one, step by step', () => {
  const lifts = [renamed, inSeconds];
  expect(liftStored(1, { old: 2, other: true }, lifts)).toEqual({ fresh: 120, other: true });
  expect(liftStored(2, { fresh: 2 }, lifts)).toEqual({ fresh: 120 });
  expect(liftStored(3, { fresh: 120 }, lifts)).toEqual({ fresh: 120 });
});

it('leaves alone what is of this version, or of a later one', () => {
  const values = { 'routing.capacity': 7 };
  for (const schema of [SETTINGS_SCHEMA, SETTINGS_SCHEMA + 5])
    expect(liftStored(schema, values)).toEqual(values);
});
