import type { BusinessHours, Slot } from '../schema.ts';

/** The same slots on every day, written as `'09:00-12:00'`. */
export const everyDay = (timeZone: string, ...slots: string[]): BusinessHours => ({
  time_zone: timeZone,
  weekly: Array.from({ length: 7 }, () => slots.map(slot)),
  holidays: [],
});

export function slot(text: string): Slot {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
}
