import type { LoaderConfig } from '../loader-config.ts';

const PATIENCE_MS = 4_000;

/** The settings that the loader left out. Without an answer the widget says its own words: a chat is better than none. */
export const wholeConfig = async (config: LoaderConfig): Promise<LoaderConfig> => {
  if (!config.settings.more) return config;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${config.host}/w/${config.site}.json`, { credentials: 'omit', signal });
    return { ...config, ...(answer.ok && { settings: ((await answer.json()) as LoaderConfig).settings }) };
  } catch {
    return config;
  }
};
