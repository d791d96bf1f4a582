import { useId } from 'preact/hooks';

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
  const notes = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
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
          aria-describedby={notes || undefined}
          onChange={(event) => props.onChange(event.currentTarget.value as V)}
        >
          {props.options.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {props.error && (
        <p class="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
