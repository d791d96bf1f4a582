import { LANGUAGES, type Setting } from '../../../../shared/settings/registry.ts';
import { languageTag, t } from '../../../i18n/translate.ts';
import { choiceName } from './shown-value.ts';

interface Props {
  id: string;
  setting: Setting;
  value: unknown;
  invalid: boolean;
  describedBy: string;
  onType: (value: unknown) => void;
}

export function SettingControl(props: Props) {
  switch (props.setting.kind) {
    case 'switch':
      return <Switch {...props} />;
    case 'languages':
      return <Languages {...props} />;
    case 'choice':
      return <Choice {...props} options={props.setting.options} />;
    case 'hours':
      return null;
    default:
      return <Input {...props} />;
  }
}

/** A number that is not one yet stays as it was typed; the server says what is wrong with it. */
const numberOr = (text: string): unknown => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : text);

function Input({ id, setting, value, invalid, describedBy, onType }: Props) {
  const isNumber = setting.kind === 'number';
  return (
    <div class={`field-box ${isNumber ? 'short' : ''}`}>
      <input
        id={id}
        name={id}
        type="text"
        inputmode={isNumber ? 'numeric' : setting.kind === 'email' ? 'email' : 'text'}
        value={String(value)}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onInput={({ currentTarget: { value: text } }) => onType(isNumber ? numberOr(text) : text)}
      />
      {isNumber && (
        <span class="unit" aria-hidden="true">
          {t(`unit-name.${setting.unit}`)}
        </span>
      )}
    </div>
  );
}

const Switch = ({ id, value, describedBy, onType }: Props) => (
  <input
    id={id}
    name={id}
    type="checkbox"
    role="switch"
    class="switch"
    checked={value === true}
    aria-describedby={describedBy}
    onChange={({ currentTarget }) => onType(currentTarget.checked)}
  />
);

const Choice = ({
  id,
  options,
  value,
  invalid,
  describedBy,
  onType,
}: Props & { options: readonly string[] }) => (
  <div class="field-box">
    <select
      id={id}
      name={id}
      value={String(value)}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {choiceName(option)}
        </option>
      ))}
    </select>
  </div>
);

function Languages({ id, value, describedBy, onType }: Props) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const names = new Intl.DisplayNames(languageTag(), { type: 'language' });
  const toggle = (language: string, on: boolean) =>
    onType(on ? [...chosen, language] : chosen.filter((other) => other !== language));
  return (
    <div id={id} class="choices" role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      {LANGUAGES.map((language) => (
        <label key={language}>
          <input
            type="checkbox"
            checked={chosen.includes(language)}
            onChange={({ currentTarget }) => toggle(language, currentTarget.checked)}
          />
          {names.of(language) ?? language}
        </label>
      ))}
    </div>
  );
}
