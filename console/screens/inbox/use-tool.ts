import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';

/** Does one thing at a time for a dialog, and says why it did not work. */
export function useTool() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async (act: () => Promise<unknown>, done?: () => void): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
      done?.();
    } catch (error) {
      setFailure(t('tool.failed', { reason: explainError(error) }));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, setFailure, run };
}
