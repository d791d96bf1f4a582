import type { BusinessHours, Holiday } from '../../../../shared/hours/schema.ts';
import { languageTag, t } from '../../../i18n/translate.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { DaySlots } from './day-slots.tsx';

interface Props {
  hours: BusinessHours;
  errors: Readonly<Record<string, string>>;
  /** The field's path at the server. */
  at: string;
  onType: (hours: BusinessHours) => void;
}

// 1 January 2024 was a Monday.
const dayName = (day: number) =>
  new Intl.DateTimeFormat(languageTag(), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + day),
  );

const replaced = <T,>(list: readonly T[], at: number, item: T): T[] =>
  list.map((other, index) => (index === at ? item : other));

export function HoursForm({ hours, errors, at, onType }: Props) {
  const { weekly, holidays } = hours;
  const setHolidays = (next: Holiday[]) => onType({ ...hours, holidays: next });
  return (
    <>
      <TimeZone hours={hours} error={errors[`${at}.time_zone`]} onType={onType} />
      <fieldset class="settings-group">
        <legend>{t('hours.week')}</legend>
        {weekly.map((slots, day) => (
          <DaySlots
            key={day}
            name={dayName(day)}
            slots={slots}
            errors={errors}
            at={`${at}.weekly.${day}`}
            onType={(next) => onType({ ...hours, weekly: replaced(weekly, day, next) })}
          />
        ))}
        {day0(weekly) && (
          <button
            type="button"
            class="link"
            onClick={() =>
              onType({ ...hours, weekly: weekly.map((slots, day) => (day < 5 ? weekly[0]! : slots)) })
            }
          >
            {t('hours.copy', { day: dayName(0) })}
          </button>
        )}
      </fieldset>
      <fieldset class="settings-group">
        <legend>{t('hours.holidays')}</legend>
        {holidays.length === 0 && <p class="field-hint">{t('hours.no-holidays')}</p>}
        {holidays.map((holiday, index) => (
          <HolidayRow
            key={index}
            holiday={holiday}
            errors={errors}
            at={`${at}.holidays.${index}`}
            onType={(next) => setHolidays(replaced(holidays, index, next))}
            onRemove={() => setHolidays(holidays.filter((_, other) => other !== index))}
          />
        ))}
        <Button onClick={() => setHolidays([...holidays, { date: '', name: '', slots: [] }])}>
          {t('hours.add-holiday')}
        </Button>
      </fieldset>
    </>
  );
}

const day0 = (weekly: BusinessHours['weekly']) => (weekly[0]?.length ?? 0) > 0;

interface TimeZoneProps {
  hours: BusinessHours;
  error: string | undefined;
  onType: (hours: BusinessHours) => void;
}

function TimeZone({ hours, error, onType }: TimeZoneProps) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = new Set(['UTC', own, hours.time_zone, ...Intl.supportedValuesOf('timeZone')]);
  return (
    <div class="field">
      <label for="time-zone">{t('hours.time-zone')}</label>
      <div class="field-box short">
        <select
          id="time-zone"
          value={hours.time_zone}
          aria-invalid={error ? true : undefined}
          onChange={({ currentTarget }) => onType({ ...hours, time_zone: currentTarget.value })}
        >
          {[...zones].map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </div>
      {error && <p class="field-error">{error}</p>}
    </div>
  );
}

interface HolidayProps {
  holiday: Holiday;
  errors: Readonly<Record<string, string>>;
  at: string;
  onType: (holiday: Holiday) => void;
  onRemove: () => void;
}

function HolidayRow({ holiday, errors, at, onType, onRemove }: HolidayProps) {
  const { date, name, slots } = holiday;
  return (
    <div class="holiday">
      <Field
        label={t('hours.date')}
        name={`${at}.date`}
        type="date"
        value={date}
        error={errors[`${at}.date`]}
        onInput={(typed) => onType({ ...holiday, date: typed })}
      />
      <Field
        label={t('hours.holiday-name')}
        name={`${at}.name`}
        value={name}
        error={errors[`${at}.name`]}
        onInput={(typed) => onType({ ...holiday, name: typed })}
      />
      <IconButton icon="close" label={t('hours.remove-holiday', { name: name || date })} onClick={onRemove} />
      <DaySlots
        name={t('hours.that-day')}
        slots={slots}
        errors={errors}
        at={`${at}.slots`}
        onType={(next) => onType({ ...holiday, slots: next })}
      />
    </div>
  );
}
