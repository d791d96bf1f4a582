import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';

interface Props {
  label: string;
  /** What will happen, and whom it hits. */
  question: string;
  busy: boolean;
  onConfirm: () => void;
}

/** A button whose act is asked about first, in place; Escape takes it back. */
export function ConfirmButton({ label, question, busy, onConfirm }: Props) {
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking) place.current?.querySelector('button')?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <Button busy={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <div
      class="confirm"
      role="alertdialog"
      aria-label={label}
      ref={place}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
    >
      <p>{question}</p>
      <Button onClick={() => setAsking(false)}>{t('members.keep')}</Button>
      <Button kind="primary" busy={busy} onClick={confirm}>
        {label}
      </Button>
    </div>
  );
}
