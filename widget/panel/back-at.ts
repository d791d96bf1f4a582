import { tellWhen, type When } from '../../shared/hours/tell-when.ts';

const WORDS: Record<When['kind'], string> = {
  today: 'Back at {time}',
  tomorrow: 'Back tomorrow at {time}',
  weekday: 'Back {day} at {time}',
  date: 'Back {day} at {time}',
};
const MINUTE_MS = 60_000;

/** When somebody is back, as this visitor's clock and calendar show it; empty once that moment has come. */
export const backAt = (at: string, locale: string, now = new Date(), timeZone = ownZone()): string => {
  const opens = new Date(at);
  if (!(opens > now)) return '';
  const when = tellWhen(opens, now, { time_zone: timeZone, locale });
  const day = when.kind === 'weekday' ? when.weekday : when.kind === 'date' ? when.date : '';
  return WORDS[when.kind].replace('{day}', () => day).replace('{time}', () => when.time);
};

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Tells it now and as the days go by. The result stops that. */
export const tellBackAt = (at: string, locale: string, tell: (words: string) => void): (() => void) => {
  const say = (): void => tell(backAt(at, locale));
  say();
  const timer = setInterval(say, MINUTE_MS);
  return () => clearInterval(timer);
};
