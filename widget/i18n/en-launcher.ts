/** The launcher's words; its server gives them to it, in the language of the site. */
export { launcherEn as enLauncher } from '../../shared/widget-settings/launcher-words.ts';
