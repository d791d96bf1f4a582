/** What is known of this page for as long as it is open; survives that options change, and leaves no trace. */
export interface PageMemory {
  path: string;
  /** When the visitor came to this path, in ms of the page's clock. */
  since: number;
  /** When the page tracked something first, by name. */
  tracked: Map<string, number>;
  /** Greetings that were shown. */
  had: Set<string>;
  /** The visitor dismissed a greeting, or opened the chat: enough for this page. */
  quiet: boolean;
  /** The greeting that stands there. */
  standing: string | null;
}

const memories = new Map<string, PageMemory>();

export const memoryOf = (site: string): PageMemory => {
  const memory = memories.get(site) ?? {
    path: location.pathname,
    since: performance.now(),
    tracked: new Map(),
    had: new Set(),
    quiet: false,
    standing: null,
  };
  memories.set(site, memory);
  return memory;
};

export const forgetMemories = (): void => memories.clear();
