import { useState } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import { explainError } from '../../store/explain-error.ts';

export interface Act {
  busy: boolean;
  /** Why it was refused; `field` where the server says which one. */
  failure: { field: string | undefined; text: string } | undefined;
  /** Runs one change at a time. Answers whether it was done. */
  run: (change: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Act['failure']>();
  const run = async (change: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(undefined);
    try {
      await change();
      return true;
    } catch (error) {
      const field = error instanceof BellhopError ? error.field : undefined;
      setFailure({ field, text: explainError(error).replace(/^[\w.]+: /, '') });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}
