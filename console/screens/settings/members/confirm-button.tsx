import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';

interface Props {
  label: string;
  /** What will happen, and whom it hits. */
  question: string;
  /** It takes something away. */
  danger?: boolean;
  busy: boolean;
  onConfirm: () => void;
}

/** A button whose act is asked about first, in place; Escape takes it back, and the focus comes back to the button. */
export function ConfirmButton({ label, question, danger, busy, onConfirm }: Props) {
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const wasAsked = useRef(false);
  // Before anything is painted: an Escape pressed as soon as the question shows must reach it.
  useLayoutEffect(() => {
    if (asking || wasAsked.current) place.current?.querySelector('button')?.focus();
    wasAsked.current = asking;
  }, [asking]);
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <div class="confirm-place" ref={place}>
      {asking ? (
        <div
          class={danger ? 'confirm danger' : 'confirm'}
          role="alertdialog"
          aria-label={label}
          onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
        >
          <p>{question}</p>
          <Button onClick={() => setAsking(false)}>{t('members.keep')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {label}
          </Button>
        </div>
      ) : (
        <Button kind={danger ? 'danger' : 'plain'} busy={busy} onClick={() => setAsking(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}
