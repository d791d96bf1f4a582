import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  placeholder?: string | undefined;
  error?: string | undefined;
  /** Of what is typed, where it is not the console's. */
  language?: string | undefined;
  onInput: (value: string) => void;
}

export function TextArea({ label, value, placeholder, error, language, onInput }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-box">
        <textarea
          id={id}
          dir="auto"
          lang={language}
          rows={2}
          value={value}
          placeholder={placeholder}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
