import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { problemsIn, type TemplateProblem } from '../../../../shared/quick-responses/template.ts';
import { SAMPLE_VALUES, VARIABLE_NAMES } from '../../../../shared/quick-responses/variables.ts';
import { t } from '../../../i18n/translate.ts';
import { FieldNotes, notedBy } from '../../../ui/field-notes.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { ResponsePreview } from '../../../ui/response-preview.tsx';

interface Props {
  name: string;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}

/** A visitor who gave no name. */
const UNKNOWN = { ...SAMPLE_VALUES, 'visitor.name': null, 'visitor.first_name': null };
const EXAMPLE = '{{visitor.first_name|there}}';

/** The text, the menu of variables, and what it comes out as while it is typed. */
export function ResponseText({ name, value, error, onInput }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const next = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(next.current, next.current);
    next.current = undefined;
  }, [value]);
  const insert = (variable: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = area.current ?? {};
    const words = `{{${variable}}}`;
    next.current = selectionStart + words.length;
    onInput(value.slice(0, selectionStart) + words + value.slice(selectionEnd));
  };
  const [problem] = problemsIn(value);
  const hint = t('quick.variables-hint', { example: EXAMPLE });
  const wrong = error ?? (problem && inWords(problem));
  return (
    <div class="response-text">
      <div class="field">
        <label for={id}>{t('quick.text')}</label>
        <div class="field-box">
          <textarea
            id={id}
            ref={area}
            name={name}
            dir="auto"
            rows={6}
            value={value}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={notedBy(id, { hint, error: wrong })}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        </div>
        <FieldNotes id={id} hint={hint} error={wrong} />
      </div>
      <SelectField
        label={t('quick.variables')}
        name="variable"
        value=""
        options={[
          { value: '', label: t('quick.variables-choose') },
          ...VARIABLE_NAMES.map((variable) => ({ value: variable, label: t(`variable.${variable}`) })),
        ]}
        onChange={(variable: string) => variable && insert(variable)}
      />
      <section class="previews" aria-label={t('quick.preview')}>
        <h3>{t('quick.preview-sample')}</h3>
        <ResponsePreview text={value} values={SAMPLE_VALUES} />
        <h3>{t('quick.preview-unknown')}</h3>
        <ResponsePreview text={value} values={UNKNOWN} />
      </section>
    </div>
  );
}

const inWords = (problem: TemplateProblem): string =>
  problem.kind === 'unknown'
    ? t('quick.problem.unknown', { name: problem.name })
    : t(`quick.problem.${problem.kind}`);
