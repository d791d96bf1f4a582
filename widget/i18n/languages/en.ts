import { launcherEn } from '../../../shared/widget-settings/launcher-words.ts';
import type { Language } from '../catalogues.ts';

/** All else is English already: for a page whose launcher began in another language. */
const en: Pick<Language, 'launcher'> = { launcher: launcherEn };

export default en;
