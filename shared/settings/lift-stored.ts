import type { StoredSettings } from './stored-settings.ts';

type Lift = (values: StoredSettings) => StoredSettings;

/** Each brings values of its place's shape, counting from 1, to the next. One is added when a key or its meaning changes. */
const LIFTS: readonly Lift[] = [];

/** The shape in which values are stored now. */
export const SETTINGS_SCHEMA = 1 + LIFTS.length;

/**
 * Values as this version has them, whichever stored them. What a later version stored is left as it is: what of it is not
 * understood counts as not set, and stays until it is changed.
 */
export const liftStored = (
  schema: number,
  values: StoredSettings,
  lifts: readonly Lift[] = LIFTS,
): StoredSettings => lifts.slice(schema - 1).reduce((lifted, lift) => lift(lifted), values);
