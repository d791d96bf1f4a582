import { launcherWords } from '../shared/widget-settings/launcher-words.ts';
import type { LoaderConfig } from './loader-config.ts';
import type { CheckedOptions } from './options.ts';

/** What the script tag finds in its own file, the package asks for: the one request before the first click. */
export const fetchConfig = async ({ site, host, settings }: CheckedOptions): Promise<LoaderConfig> => {
  if (settings) return { site, host, panel: '', words: launcherWords(settings), settings };
  const answer = await fetch(`${host}/w/${encodeURIComponent(site)}.json`, { credentials: 'omit' });
  if (!answer.ok) {
    const cause = answer.status === 404 ? `knows no site '${site}'` : `answered ${answer.status}`;
    throw new Error(`createChat: ${host} ${cause}. Check the options 'site' and 'host'.`);
  }
  const config = (await answer.json()) as LoaderConfig;
  return { ...config, site, host };
};
