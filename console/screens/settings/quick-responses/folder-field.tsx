import { useId } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { FieldNotes, notedBy } from '../../../ui/field-notes.tsx';

interface Props {
  name: string;
  value: string;
  folders: readonly string[];
  error: string | undefined;
  onInput: (value: string) => void;
}

/** A folder is made by naming it: those that there are can be chosen, any other can be typed. */
export function FolderField({ name, value, folders, error, onInput }: Props) {
  const id = useId();
  const hint = t('quick.folder-hint');
  return (
    <div class="field">
      <label for={id}>{t('quick.folder')}</label>
      <div class="field-box">
        <input
          id={id}
          name={name}
          list={`${id}-folders`}
          value={value}
          autocomplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={notedBy(id, { hint, error })}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <datalist id={`${id}-folders`}>
          {folders.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
