import { isOpen } from '../../../../shared/hours/is-open.ts';
import { nextChange } from '../../../../shared/hours/next-change.ts';
import type { BusinessHours } from '../../../../shared/hours/schema.ts';
import { tellWhen } from '../../../../shared/hours/tell-when.ts';
import { isTimeZone } from '../../../../shared/hours/zone-clock.ts';
import { localeTag, t } from '../../../i18n/translate.ts';
import { now as clock } from '../../../store/clock.ts';

/** What these hours say at this moment, as the hours' own clock shows it. */
export function OpenNow({ hours }: { hours: BusinessHours }) {
  const now = new Date(clock.value);
  return (
    <p class="open-now" role="status">
      {isReadable(hours) ? told(hours, now) : t('hours.unreadable')}
    </p>
  );
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Half a time is no mistake yet; the server says what is one. */
const isReadable = ({ time_zone, weekly, holidays }: BusinessHours): boolean =>
  isTimeZone(time_zone) &&
  [...weekly, ...holidays.map(({ slots }) => slots)]
    .flat()
    .every(({ from, to }) => TIME.test(from) && TIME.test(to) && from < to) &&
  holidays.every(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date));

function told(hours: BusinessHours, now: Date): string {
  const open = isOpen(hours, now);
  const change = nextChange(hours, now);
  if (change === null) return t(open ? 'hours.open-always' : 'hours.closed-always');
  const when = tellWhen(change, now, { time_zone: hours.time_zone, locale: localeTag() });
  const { time } = when;
  const day =
    when.kind === 'weekday' ? when.weekday : when.kind === 'date' ? when.date : t(`hours.${when.kind}`);
  return t(open ? 'hours.open-until' : 'hours.closed-until', { day, time, zone: hours.time_zone });
}
