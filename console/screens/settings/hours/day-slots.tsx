import { Fragment } from 'preact';
import type { Slot } from '../../../../shared/hours/schema.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/button.tsx';

interface Props {
  /** The day, or the holiday. */
  name: string;
  slots: readonly Slot[];
  errors: Readonly<Record<string, string>>;
  /** The slots' path at the server. */
  at: string;
  onType: (slots: Slot[]) => void;
}

/** The next slot begins where the last ends, and a day of none at nine. */
function nextSlot(slots: readonly Slot[]): Slot {
  const last = slots.at(-1);
  return last && last.to < '23:00' ? { from: last.to, to: '24:00' } : { from: '09:00', to: '17:00' };
}

/** From when to when somebody is there on a day; without a slot it is closed. */
export function DaySlots({ name, slots, errors, at, onType }: Props) {
  const set = (index: number, slot: Slot) => onType(slots.map((other, i) => (i === index ? slot : other)));
  const tidy = (index: number, slot: Slot, end: keyof Slot) => {
    const time = tidyTime(slot[end]);
    if (time !== slot[end]) set(index, { ...slot, [end]: time });
  };
  const wrong = Object.entries(errors).filter(([path]) => path === at || path.startsWith(`${at}.`));
  return (
    <div class="hours-day" role="group" aria-label={name}>
      <span class="hours-name">{name}</span>
      <div class="hours-slots">
        {slots.length === 0 && <span class="closed">{t('hours.closed')}</span>}
        {slots.map((slot, index) => (
          <span class="slot" key={index}>
            {(['from', 'to'] as const).map((end) => (
              <Fragment key={end}>
                {end === 'to' && <span aria-hidden="true">–</span>}
                <input
                  type="text"
                  inputmode="numeric"
                  maxLength={5}
                  placeholder="09:00"
                  dir="ltr"
                  aria-label={t(`hours.${end}`, { day: name })}
                  aria-invalid={wrong.some(([path]) => path === `${at}.${index}.${end}`) || undefined}
                  aria-describedby={wrong.length > 0 ? `${at}-error` : undefined}
                  value={slot[end]}
                  onInput={({ currentTarget }) => set(index, { ...slot, [end]: currentTarget.value })}
                  onBlur={() => tidy(index, slot, end)}
                />
              </Fragment>
            ))}
            <IconButton
              icon="close"
              label={t('hours.remove-slot', { day: name, from: slot.from, to: slot.to })}
              onClick={() => onType(slots.filter((_, i) => i !== index))}
            />
          </span>
        ))}
        <IconButton
          icon="plus"
          label={t('hours.add-slot', { day: name })}
          onClick={() => onType([...slots, nextSlot(slots)])}
        />
      </div>
      {wrong.length > 0 && (
        <p class="field-error" id={`${at}-error`}>
          {wrong.map(([, message]) => message).join(' ')}
        </p>
      )}
    </div>
  );
}

/** "9" and "9:30" and "0930" are times that people write. */
export function tidyTime(typed: string): string {
  const [, hours, minutes] = /^\s*(\d{1,2})(?:[:.h ]?(\d{2}))?\s*$/.exec(typed) ?? [];
  if (hours === undefined) return typed;
  return `${hours.padStart(2, '0')}:${minutes ?? '00'}`;
}
