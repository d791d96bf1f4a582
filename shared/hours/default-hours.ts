import type { BusinessHours, Slot } from './schema.ts';

const week = (weekday: Slot[], weekend: Slot[]): Slot[][] =>
  Array.from({ length: 7 }, (_, day) => [...(day < 5 ? weekday : weekend)]);

const allDay: Slot = { from: '00:00', to: '24:00' };

/** For those who are always there, or have not said otherwise. */
export const ALWAYS_OPEN: BusinessHours = {
  time_zone: 'UTC',
  weekly: /* @__PURE__ */ week([allDay], [allDay]),
  holidays: [],
};

/** What a form begins with: Monday to Friday, nine to five. */
export const defaultHours = (timeZone: string): BusinessHours => ({
  time_zone: timeZone,
  weekly: week([{ from: '09:00', to: '17:00' }], []),
  holidays: [],
});
