import { useState } from 'preact/hooks';
import type { AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { request } from '../../store/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { FormNote } from '../account/account-page.tsx';
import { lookOf, type AvailabilityLook } from '../inbox/availability-words.ts';
import { useAct } from '../settings/use-act.ts';

const LOOKS: readonly AvailabilityLook[] = ['online', 'finishing', 'away', 'offline'];

interface Props {
  /** Of the API. */
  path: string;
  name: string;
  state: Pick<AvailabilityState, 'availability' | 'accepts_chats' | 'reason'>;
  onDone: () => void;
}

/** Sets a colleague's availability; they are told who did. */
export function SetAvailability({ path, name, state, onDone }: Props) {
  const [look, setLook] = useState(lookOf(state));
  const [reason, setReason] = useState(state.reason ?? '');
  const { busy, failure, run } = useAct();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      availability: look === 'finishing' ? 'online' : look,
      accepts_chats: look !== 'finishing',
      reason: reason.trim() || null,
    };
    if (await run(() => request('PUT', path, body))) onDone();
  };
  const ofReason = failure?.field === 'reason';
  return (
    <form class="set-availability" onSubmit={(event) => void save(event)} noValidate>
      <SelectField
        label={t('supervision.set-of', { name })}
        name="availability"
        value={look}
        options={LOOKS.map((value) => ({ value, label: t(`availability.${value}`) }))}
        onChange={setLook}
      />
      <Field
        label={t('availability.reason')}
        name="reason"
        value={reason}
        hint={t('supervision.told-of', { name })}
        error={ofReason ? failure.text : undefined}
        onInput={setReason}
      />
      <Button kind="primary" type="submit" busy={busy}>
        {t('settings.save')}
      </Button>
      <FormNote kind="bad">{failure && !ofReason && failure.text}</FormNote>
    </form>
  );
}
