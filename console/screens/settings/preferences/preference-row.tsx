import type { ComponentChildren } from 'preact';

interface Props {
  /** Of the control that the label names. */
  id: string;
  label: string;
  meaning?: ComponentChildren;
  error?: string | undefined;
  children: ComponentChildren;
}

/** One preference: its name, what it does, its control, and why a choice was refused. */
export const PreferenceRow = ({ id, label, meaning, error, children }: Props) => (
  <div class="setting">
    <div class="setting-words">
      <label for={id} id={`${id}-label`}>
        {label}
      </label>
      {meaning !== undefined && <p id={`${id}-meaning`}>{meaning}</p>}
    </div>
    <div class="setting-value">
      {children}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  </div>
);
