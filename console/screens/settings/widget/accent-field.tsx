import type { AccentReport } from '../../../../shared/widget-settings/preview-messages.ts';
import { t } from '../../../i18n/translate.ts';
import { Field } from '../../../ui/field.tsx';

interface Props {
  value: string;
  report: AccentReport | null;
  /** Whether the preview has said anything yet. */
  known: boolean;
  error: string | undefined;
  onInput: (color: string) => void;
}

const HEX = /^#[\da-f]{6}$/i;

/** Any CSS colour by its text; the picker for those that it can show. What the widget makes of it is told at once. */
export function AccentField({ value, report, known, error, onInput }: Props) {
  const unread = known && report === null && value.trim() !== '' ? t('widget.accent-unread') : undefined;
  return (
    <div class="accent">
      <Field
        label={t('widget.accent')}
        name="accent"
        value={value}
        onInput={onInput}
        error={error ?? unread}
        {...(report && { hint: describe(report) })}
      />
      <input
        type="color"
        aria-label={t('widget.accent-pick')}
        value={HEX.test(value) ? value : '#000000'}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function describe({ contrast, adjusted }: AccentReport): string {
  const ratio = contrast.toFixed(1);
  const changed = adjusted.map((theme) => t(`widget.adjusted-${theme}`));
  return [t('widget.contrast', { ratio }), ...changed].join(' ');
}
