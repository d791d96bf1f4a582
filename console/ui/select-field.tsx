import { useId } from 'preact/hooks';
import { FieldNotes, notedBy } from './field-notes.tsx';

interface Props<V extends string> {
  label: string;
  name: string;
  value: V;
  options: ReadonlyArray<{ value: V; label: string; disabled?: boolean }>;
  onChange: (value: V) => void;
  hint?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
}

/** A labelled choice, tied to its hint and its error. */
export function SelectField<V extends string>(props: Props<V>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <div class="field-box">
        <select
          id={id}
          name={props.name}
          value={props.value}
          disabled={props.disabled}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={notedBy(id, props)}
          onChange={(event) => props.onChange(event.currentTarget.value as V)}
        >
          {props.options.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <FieldNotes id={id} hint={props.hint} error={props.error} />
    </div>
  );
}
