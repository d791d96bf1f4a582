import { tellWhen, type When } from '../../shared/hours/tell-when.ts';
import { enHours } from '../i18n/en-hours.ts';
import { fill } from '../i18n/fill.ts';
import type { Translator } from '../i18n/translator.ts';

type Speaker = Pick<Translator, 'words' | 'locale'>;

const WORDS: Record<When['kind'], keyof typeof enHours> = {
  today: 'backToday',
  tomorrow: 'backTomorrow',
  weekday: 'backOnDay',
  date: 'backOnDate',
};

const MINUTE_MS = 60_000;

/** When somebody is back, as this visitor's clock and calendar show it; empty once that moment has come. */
export const backAt = (
  at: string,
  { words, locale }: Speaker,
  now = new Date(),
  timeZone = ownZone(),
): string => {
  const opens = new Date(at);
  if (!(opens > now)) return '';
  const when = tellWhen(opens, now, { time_zone: timeZone, locale });
  const day = when.kind === 'weekday' ? when.weekday : when.kind === 'date' ? when.date : '';
  return fill(words('hours', enHours)[WORDS[when.kind]], { day, time: when.time });
};

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Tells it now and as the days go by. The result stops that. */
export const tellBackAt = (at: string, speaker: Speaker, tell: (words: string) => void): (() => void) => {
  const say = (): void => tell(backAt(at, speaker));
  say();
  const timer = setInterval(say, MINUTE_MS);
  return () => clearInterval(timer);
};
