/** A wait that can be cut short. */
export interface Pause {
  wait(ms: number): Promise<void>;
  wake(): void;
}

export function createPause(): Pause {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resume: (() => void) | undefined;

  const wake = (): void => {
    clearTimeout(timer);
    resume?.();
  };
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        wake();
        resume = resolve;
        timer = setTimeout(resolve, ms);
      }),
    wake,
  };
}
