import { useRef } from 'preact/hooks';
import { defaultHours } from '../../../../shared/hours/default-hours.ts';
import type { BusinessHours } from '../../../../shared/hours/schema.ts';
import { t } from '../../../i18n/translate.ts';
import { HoursForm } from './hours-form.tsx';
import { OpenNow } from './open-now.tsx';

interface Props {
  /** Null: those that `followed` names. */
  hours: BusinessHours | null;
  followed: string;
  errors: Readonly<Record<string, string>>;
  onType: (hours: BusinessHours | null) => void;
}

/** Hours of a site or a team: somebody else's, or its own. */
export function OwnHours({ hours, followed, errors, onType }: Props) {
  // Who looks at the other choice finds what was typed when they come back.
  const own = useRef(hours);
  if (hours !== null) own.current = hours;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const choices = [
    { label: followed, isOwn: false },
    { label: t('hours.own'), isOwn: true },
  ];
  return (
    <fieldset class="own-hours">
      <legend>{t('settings.hours')}</legend>
      {choices.map(({ label, isOwn }) => (
        <label key={String(isOwn)} class="radio">
          <input
            type="radio"
            name="hours"
            checked={(hours !== null) === isOwn}
            onChange={() => onType(isOwn ? (own.current ?? defaultHours(timeZone)) : null)}
          />
          {label}
        </label>
      ))}
      {hours !== null && (
        <>
          <OpenNow hours={hours} />
          <HoursForm hours={hours} errors={errors} at="hours" onType={onType} />
        </>
      )}
      {errors['hours'] && <p class="field-error">{errors['hours']}</p>}
      <p class="effect now">{t('effect.now')}</p>
    </fieldset>
  );
}
