import type { LoaderConfig } from '../loader-config.ts';
import type { ChatOptions } from '../options.ts';

const asObject = (given: unknown): unknown => {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    throw new TypeError(`Bellhop: data-options is not JSON. Write it as in data-options='{"theme":"dark"}'.`);
  }
};

/** Options as they came, from a call or from the script tag's own attribute; its site and host can't be others. */
export const readGiven = (given: unknown, { site, host }: LoaderConfig): Partial<ChatOptions> => {
  const options = asObject(given);
  if (typeof options !== 'object' || options === null)
    throw new TypeError("Bellhop: give options as an object, as in Bellhop('init', { theme: 'dark' }).");
  const named = options as Partial<ChatOptions>;
  for (const [name, own] of [
    ['site', site],
    ['host', host],
  ] as const) {
    const asked = named[name];
    if (asked !== undefined && asked !== own)
      throw new TypeError(
        `Bellhop: option '${name}' is '${asked}'. This chat belongs to '${own}': leave it out, or embed the other one.`,
      );
  }
  return named;
};
