const PREFIX = 'bellhop.console.';

/** Local storage that may be full, blocked or absent: reading then finds nothing, writing does nothing. */
export const stored = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(PREFIX + key);
      else localStorage.setItem(PREFIX + key, value);
    } catch {
      // What cannot be kept over a reload is still kept in memory.
    }
  },
};
