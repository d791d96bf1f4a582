const PREFIX = 'bellhop.console.';

/** What the browser keeps for us: for ever, or as long as this tab. It may be full, blocked or absent. */
export const stored = {
  read: (key: string): string | null => read(() => localStorage, key),
  write: (key: string, value: string | null): void => write(() => localStorage, key, value),
  readInTab: (key: string): string | null => read(() => sessionStorage, key),
  writeInTab: (key: string, value: string | null): void => write(() => sessionStorage, key, value),
};

// Where storage is blocked, looking at it throws already.
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(PREFIX + key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(PREFIX + key);
    else storage().setItem(PREFIX + key, value);
  } catch {
    // What cannot be kept over a reload is still kept in memory.
  }
}
