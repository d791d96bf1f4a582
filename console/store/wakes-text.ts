import { clockTime, isSameDay, moment } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';

const DAY_MS = 86_400_000;

/** When something comes: the clock alone today, "Tomorrow 09:00", else with its date. */
export function comingTime(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (isSameDay(at, now)) return clockTime(iso);
  if (isSameDay(at, now + DAY_MS)) return `${t('snooze.tomorrow')} ${clockTime(iso)}`;
  return moment(iso);
}

/** "Wakes tomorrow 09:00" */
export const wakesText = (until: string | null, now: number): string =>
  until === null ? t('snooze.wakes-reply') : t('snooze.wakes', { when: comingTime(until, now) });
