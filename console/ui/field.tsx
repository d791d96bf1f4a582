import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { FieldNotes, notedBy } from './field-notes.tsx';

interface Props {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'date' | 'datetime-local';
  autocomplete?: string;
  inputmode?: 'numeric' | 'email' | 'text';
  hint?: string;
  error?: string | undefined;
  /** Whether it has the focus when its form appears. */
  focused?: boolean;
}

/** A labelled input with its hint and its error, tied together for those who hear them. */
export function Field(props: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focused) input.current?.focus();
  }, []);
  const [seen, setSeen] = useState(false);
  const isPassword = props.type === 'password';
  // JSX types allow each of these alone, not one of several.
  const shown = (isPassword && seen ? 'text' : (props.type ?? 'text')) as 'text';
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <div class="field-box">
        <input
          id={id}
          name={props.name}
          ref={input}
          type={shown}
          value={props.value}
          autocomplete={props.autocomplete}
          inputmode={props.inputmode}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={notedBy(id, props)}
          spellcheck={false}
          autocapitalize="off"
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        {isPassword && <Reveal seen={seen} onToggle={() => setSeen(!seen)} />}
      </div>
      <FieldNotes id={id} hint={props.hint} error={props.error} />
    </div>
  );
}

function Reveal({ seen, onToggle }: { seen: boolean; onToggle: () => void }) {
  return (
    <button type="button" class="reveal" onClick={onToggle}>
      {seen ? t('field.hide') : t('field.show')}
    </button>
  );
}
