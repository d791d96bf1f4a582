import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { useDesk } from '../../inbox/desk-context.ts';
import { keepDraft, readDraft } from '../unsaved.ts';
import { PreferenceRow } from './preference-row.tsx';
import { usePreference } from './use-preference.ts';

const FORM = 'limit';
const ID = 'pref-chats-limit';

/** How many chats at once: fewer than an admin allows, never more. */
export function OwnLimit() {
  const { preferences } = useDesk();
  const { value, error, choose } = usePreference('chats.limit');
  const [typed, setTyped] = useState(readDraft('preferences', FORM) as string | undefined);
  const most = preferences.mostChats.value;
  const saved = String(value ?? '');
  const shown = typed ?? saved;
  const type = (next: string | undefined) => {
    setTyped(next);
    keepDraft('preferences', FORM, next === saved ? undefined : next);
  };
  const save = async (event: Event) => {
    event.preventDefault();
    const text = shown.trim();
    // What is no number is sent as it is: the server says what fits.
    const wanted = text === '' ? null : /^\d{1,9}$/.test(text) ? Number(text) : (text as unknown as number);
    if (await choose(wanted)) type(undefined);
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <PreferenceRow
        id={ID}
        label={t('pref.chats.limit')}
        meaning={most !== undefined && t('pref.chats.limit.meaning', { most })}
        error={error}
      >
        <div class="pref-line">
          <div class="field-box short">
            <input
              id={ID}
              type="text"
              inputmode="numeric"
              autocomplete="off"
              value={shown}
              placeholder={most === undefined ? undefined : String(most)}
              aria-invalid={error !== undefined || undefined}
              aria-describedby={`${ID}-meaning${error ? ` ${ID}-error` : ''}`}
              onInput={({ currentTarget }) => type(currentTarget.value)}
            />
          </div>
          <Button type="submit" disabled={shown.trim() === saved}>
            {t('settings.save')}
          </Button>
        </div>
      </PreferenceRow>
    </form>
  );
}
