import type { LoaderConfig } from '../loader-config.ts';
import { wholeConfig } from '../panel/whole-config.ts';

const wholes = new WeakMap<LoaderConfig, Promise<LoaderConfig>>();

/** With what the loader left out, asked for once. */
export const wholeConfigOnce = (config: LoaderConfig): Promise<LoaderConfig> => {
  const asked = wholes.get(config) ?? wholeConfig(config);
  wholes.set(config, asked);
  return asked;
};
