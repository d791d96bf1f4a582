import { t } from '../../../i18n/translate.ts';
import { Field } from '../../../ui/field.tsx';
import type { WidgetDraft } from './use-widget.ts';

/** Whether visitors are asked how it was, and what else they are asked then. */
export function RatingSection({ draft: { typed, type, errorOf } }: { draft: WidgetDraft }) {
  const { rating } = typed;
  const change = (over: Partial<typeof rating>) => type({ rating: { ...rating, ...over } });
  return (
    <fieldset class="settings-group">
      <legend>{t('widget.rating')}</legend>
      <p class="field-hint">{t('widget.rating-lead')}</p>
      {(['enabled', 'comment'] as const).map((name) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={rating[name]}
            disabled={name === 'comment' && !rating.enabled}
            onChange={(event) => change({ [name]: event.currentTarget.checked })}
          />
          {t(`widget.rating-${name}`)}
        </label>
      ))}
      <Field
        label={t('widget.rating-question')}
        hint={t('widget.rating-question-hint')}
        name="rating-question"
        value={rating.question}
        onInput={(question) => change({ question })}
        error={errorOf('rating.question')}
      />
    </fieldset>
  );
}
