import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';

interface Props {
  title: string;
  lead: string;
  /** What the button says. */
  action: string;
  danger?: boolean;
  /** Does it, once for a client id (M5). */
  act: (client_id: string) => Promise<unknown>;
  explain: (reason: string) => string;
  onClose: () => void;
}

/** Asks before something is done that cannot be taken back, or that concerns a colleague. */
export function Confirm({ title, lead, action, danger = false, act, explain, onClose }: Props) {
  const client_id = useRef(crypto.randomUUID()).current;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const go = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await act(client_id);
      onClose();
    } catch (error) {
      setFailure(explain(explainError(error)));
      setBusy(false);
    }
  };
  return (
    <Drawer kind="middle" label={title} onClose={onClose}>
      <h2>{title}</h2>
      <p class="dialog-lead">{lead}</p>
      {failure && (
        <p class="dialog-failed" role="alert">
          {failure}
        </p>
      )}
      <div class="dialog-actions">
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        <Button kind={danger ? 'danger' : 'primary'} busy={isBusy} onClick={() => void go()}>
          {action}
        </Button>
      </div>
    </Drawer>
  );
}
