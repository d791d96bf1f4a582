import type { PublicField } from '../../shared/widget-settings/public-forms.ts';
import type { enForms } from '../i18n/en-forms.ts';
import { fill } from '../i18n/fill.ts';
import { labelOf } from './answers.ts';

/** The compiler holds these to the protocol's numbers, which a page must not import. */
const MAX_LINE: typeof import('../../shared/protocol/forms.ts').MAX_ANSWER_LINE = 200;
const MAX_TEXT: typeof import('../../shared/protocol/forms.ts').MAX_ANSWER_TEXT = 2_000;

interface Props {
  field: PublicField;
  words: typeof enForms;
  value: string | boolean | undefined;
  trouble: string | undefined;
  /** Whether it is the first trouble: that one is said aloud. */
  first: boolean;
  onValue(value: string | boolean): void;
}

const TYPES = { text: 'text', email: 'email', phone: 'tel' } as const;
const autocompleteOf = ({ key, kind }: PublicField): string | undefined =>
  key === 'name' ? 'name' : kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : undefined;

export const Trouble = ({ id, text, first }: { id: string; text: string; first: boolean }) => (
  <p class="trouble" id={id} role={first ? 'alert' : undefined}>
    {text}
  </p>
);

/** A question with its label above, and what is wrong with the answer below. */
export const FieldView = ({ field, words, value, trouble, first, onValue }: Props) => {
  const { key, kind, required, options } = field;
  const id = `ask-${key}`;
  const said = labelOf(field, words);
  const label = required ? said : fill(words.optional, { label: said });
  const text = typeof value === 'string' ? value : '';
  const shared = {
    id,
    class: 'in',
    name: key,
    dir: 'auto' as const,
    required,
    'aria-invalid': trouble ? true : undefined,
    'aria-describedby': trouble ? `${id}-trouble` : undefined,
    autocomplete: autocompleteOf(field) as never,
    onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
  };
  const wrong = trouble && <Trouble id={`${id}-trouble`} text={trouble} first={first} />;
  if (kind === 'checkbox')
    return (
      <div>
        <label class="tick">
          <input
            {...shared}
            class=""
            type="checkbox"
            checked={value === true}
            onInput={(event) => onValue(event.currentTarget.checked)}
          />
          <span dir="auto">{label}</span>
        </label>
        {wrong}
      </div>
    );
  return (
    <div>
      <label for={id} dir="auto">
        {label}
      </label>
      {kind === 'select' ? (
        <select {...shared} value={text}>
          <option value="">{words.choose}</option>
          {options?.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : kind === 'textarea' ? (
        <textarea {...shared} rows={3} maxLength={MAX_TEXT} value={text} />
      ) : (
        <input
          {...shared}
          type={TYPES[kind] as 'text'}
          maxLength={key === 'name' ? 100 : MAX_LINE}
          value={text}
        />
      )}
      {wrong}
    </div>
  );
};
