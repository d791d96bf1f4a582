/** Everything the widget stores for a site starts so, so that forgetting a visitor needs no list. */
export const keyPrefix = (site: string): string => `bellhop:${site}:`;

/** Stands in storage while the visitor has a conversation that has not ended. */
export const activeKey = (site: string): string => `${keyPrefix(site)}active`;

/** A page may deny storage altogether; then there is none. */
export const storageOf = (): Storage | null => {
  try {
    return localStorage;
  } catch {
    return null;
  }
};

export const forgetSite = (site: string): void => {
  const storage = storageOf();
  for (const key of Object.keys(storage ?? {})) {
    if (key.startsWith(keyPrefix(site))) storage?.removeItem(key);
  }
};
