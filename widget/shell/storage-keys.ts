/** Everything the widget stores for a site starts so, so that forgetting a visitor needs no list. */
export const keyPrefix = (site: string): string => `bellhop:${site}:`;

/** Stands in storage while the visitor has a conversation that has not ended. */
export const activeKey = (site: string): string => `${keyPrefix(site)}active`;

type Kind = 'local' | 'session';

/** Runs `act` on a storage of the page. A page may deny it: then nothing comes of it. */
export const onStorage = <T>(kind: Kind, act: (storage: Storage) => T): T | undefined => {
  try {
    return act(self[`${kind}Storage`]);
  } catch {
    return undefined;
  }
};

export const forgetSite = (site: string): void => {
  for (const kind of ['local', 'session'] as const) {
    onStorage(kind, (storage) => {
      for (const key of Object.keys(storage)) {
        if (key.startsWith(keyPrefix(site))) storage.removeItem(key);
      }
    });
  }
};
