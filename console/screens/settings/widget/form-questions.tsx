import {
  FIELD_KINDS,
  KNOWN_KEYS,
  MAX_FORM_FIELDS,
  type FieldKind,
} from '../../../../shared/widget-settings/form-rules.ts';
import type { FormField } from '../../../../shared/widget-settings/form-fields.ts';
import { t } from '../../../i18n/translate.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextArea } from './text-area.tsx';
import { useFocusAfterRemoval } from './use-focus-after-removal.ts';

interface Props {
  questions: readonly FormField[];
  /** Of a field by its path within the list, as in `0.label`. */
  errorOf: (path: string) => string | undefined;
  onChange: (questions: FormField[]) => void;
}

const newKey = (questions: readonly FormField[]): string => {
  const taken = new Set(questions.map(({ key }) => key));
  const known = KNOWN_KEYS.find((key) => !taken.has(key));
  if (known) return known;
  let number = questions.length + 1;
  while (taken.has(`question_${number}`)) number++;
  return `question_${number}`;
};

const newQuestion = (questions: readonly FormField[]): FormField => {
  const key = newKey(questions);
  return { key, label: '', kind: key === 'email' ? 'email' : 'text', required: false, options: [] };
};

/** The questions of a form, in their order. */
export function FormQuestions({ questions, errorOf, onChange }: Props) {
  const addPlace = useFocusAfterRemoval(questions.length);
  const move = (at: number, to: number) =>
    onChange(questions.toSpliced(at, 1).toSpliced(to, 0, questions[at]!));
  return (
    <>
      {questions.map((question, at) => (
        <fieldset class="greeting-rule" key={at}>
          <legend>{t('widget.forms-number', { number: at + 1 })}</legend>
          <Question
            question={question}
            errorOf={(field) => errorOf(`${at}.${field}`)}
            onChange={(over) => onChange(questions.with(at, { ...question, ...over }))}
          />
          <div class="button-row">
            {at > 0 && (
              <IconButton
                icon="up"
                label={t('widget.forms-up', { number: at + 1 })}
                onClick={() => move(at, at - 1)}
              />
            )}
            {at < questions.length - 1 && (
              <IconButton
                icon="down"
                label={t('widget.forms-down', { number: at + 1 })}
                onClick={() => move(at, at + 1)}
              />
            )}
            <IconButton
              icon="close"
              label={t('widget.forms-remove', { number: at + 1 })}
              onClick={() => onChange(questions.toSpliced(at, 1))}
            />
          </div>
        </fieldset>
      ))}
      <div class="button-row" ref={addPlace}>
        <Button
          disabled={questions.length >= MAX_FORM_FIELDS}
          onClick={() => onChange([...questions, newQuestion(questions)])}
        >
          {t('widget.forms-add')}
        </Button>
      </div>
    </>
  );
}

interface QuestionProps {
  question: FormField;
  errorOf: (field: string) => string | undefined;
  onChange: (over: Partial<FormField>) => void;
}

function Question({ question, errorOf, onChange }: QuestionProps) {
  const { key, label, kind, required, options } = question;
  const toKind = (next: FieldKind) => onChange({ kind: next, options: next === 'select' ? options : [] });
  const optionsError =
    errorOf('options') ?? options.map((_option, at) => errorOf(`options.${at}`)).find((error) => error);
  return (
    <>
      <Field
        label={t('widget.forms-label')}
        hint={t('widget.forms-label-hint')}
        name="question"
        value={label}
        onInput={(next) => onChange({ label: next })}
        error={errorOf('label')}
      />
      <SelectField
        label={t('widget.forms-kind')}
        name="kind"
        value={kind}
        options={FIELD_KINDS.map((value) => ({ value, label: t(`widget.forms-kind.${value}`) }))}
        onChange={toKind}
        error={errorOf('kind')}
      />
      {kind === 'select' && (
        <TextArea
          label={t('widget.forms-options')}
          value={options.join('\n')}
          error={optionsError}
          onInput={(text) => onChange({ options: text === '' ? [] : text.split('\n') })}
        />
      )}
      <Field
        label={t('widget.forms-key')}
        hint={t('widget.forms-key-hint')}
        name="key"
        value={key}
        onInput={(next) => onChange({ key: next.trim() })}
        error={errorOf('key')}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={required}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
        />
        {t('widget.forms-required')}
      </label>
    </>
  );
}
