import { backoffDelay, type Backoff } from './backoff.ts';
import { createPause } from './pause.ts';
import type { ConnectionState } from './types.ts';
import type { CreateVisitorLine, VisitorLine, VisitorLineOptions } from './visitor-line.ts';

export interface LazyLineOptions extends VisitorLineOptions {
  loadLine: () => Promise<CreateVisitorLine>;
}

/** A line whose code is loaded when it first connects. Until then it looks like one that has no luck yet. */
export interface LazyLine {
  /** Null until its code is here. */
  readonly line: VisitorLine | null;
  readonly loaded: Promise<VisitorLine>;
  connect(): void;
  close(): void;
  nudge(): void;
}

export function createLazyLine(options: LazyLineOptions, timing: Backoff): LazyLine {
  const pause = createPause();
  let state: ConnectionState = { kind: 'idle' };
  let line: VisitorLine | null = null;
  let run = 0;
  let resolve: (line: VisitorLine) => void;
  const loaded = new Promise<VisitorLine>((settle) => (resolve = settle));

  const setState = (next: ConnectionState): void => options.onState((state = next));
  const load = async (mine: number): Promise<void> => {
    for (let attempt = 1; mine === run; attempt++) {
      setState({ kind: 'connecting', attempt });
      try {
        const create = await options.loadLine();
        if (mine !== run) return;
        line = create(options);
        resolve(line);
        line.connect();
        return;
      } catch {
        if (mine !== run) return;
        const ms = backoffDelay(attempt, timing);
        setState({ kind: 'waiting', retryAt: Date.now() + ms, assigned: false });
        await pause.wait(ms);
        await options.whenReady?.();
      }
    }
  };

  return {
    get line() {
      return line;
    },
    loaded,
    connect() {
      if (line) line.connect();
      else if (state.kind === 'idle' || state.kind === 'closed') void load(++run);
    },
    close() {
      run++;
      pause.wake();
      if (line) line.close();
      else setState({ kind: 'closed' });
    },
    nudge() {
      pause.wake();
      line?.nudge();
    },
  };
}
