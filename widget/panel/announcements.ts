import type { Signal } from '@preact/signals';
import { enLine } from '../i18n/en-line.ts';
import { counted } from '../i18n/plural.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import type { Arrival } from './report-news.ts';

export interface Announcement {
  id: number;
  text: string;
}

/** Long enough to be picked up, short enough not to be found again while browsing. */
const KEPT_MS = 5_000;
/** More than this at once are told as a number. */
const MANY = 3;

/** Has arrivals read out. */
export const createAnnouncer = (
  said: Signal<readonly Announcement[]>,
  context: PanelContext,
): ((arrivals: readonly Arrival[]) => void) => {
  let nextId = 0;
  const say = (text: string): void => {
    const id = nextId++;
    said.value = [...said.value, { id, text }];
    setTimeout(() => (said.value = said.value.filter((one) => one.id !== id)), KEPT_MS);
  };
  return (arrivals) => {
    if (arrivals.length > MANY)
      say(counted(context.words('line', enLine).newMessages, arrivals.length, context.locale));
    else
      for (const { name, text } of arrivals)
        say(context.t('announced', { name: name ?? context.siteName, text }));
  };
};
