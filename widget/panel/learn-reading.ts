import { splitLinks } from '../../shared/text/links.ts';
import { enLine } from '../i18n/en-line.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { readEntry } from './read-entry.ts';

/** What only a line brings is read and told by what comes with the line. */
export const learnReading = ({ store, learn }: Pick<PanelContext, 'store' | 'learn'>): void => {
  learn(enLine);
  store.splitLinks.value = splitLinks;
  store.readEntry.value = readEntry;
};
