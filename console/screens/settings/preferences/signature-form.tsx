import { useState } from 'preact/hooks';
import { MAX_SIGNATURE } from '../../../../shared/preferences/registry.ts';
import { SAMPLE_VALUES } from '../../../../shared/quick-responses/variables.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { ResponsePreview } from '../../../ui/response-preview.tsx';
import { useDesk } from '../../inbox/desk-context.ts';
import { keepDraft, readDraft } from '../unsaved.ts';
import { PreferenceRow } from './preference-row.tsx';
import { usePreference } from './use-preference.ts';

const FORM = 'signature';
const ID = 'pref-signature-text';

export function SignatureForm() {
  const { me } = useDesk();
  const { value: saved, error, choose } = usePreference('signature.text');
  const [typed, setTyped] = useState(readDraft('preferences', FORM) as string | undefined);
  const shown = typed ?? saved;
  const type = (next: string | undefined) => {
    setTyped(next);
    keepDraft('preferences', FORM, next === saved ? undefined : next);
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (await choose(shown.trim() === '' ? null : shown)) type(undefined);
  };
  const values = { ...SAMPLE_VALUES, 'agent.name': me.name, 'agent.first_name': me.name.split(/\s+/u)[0]! };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <PreferenceRow
        id={ID}
        label={t('pref.signature.text')}
        meaning={t('pref.signature.text.meaning', {
          count: MAX_SIGNATURE,
          sample: '{{agent.first_name}}',
        })}
        error={error}
      >
        <div class="field-box">
          <textarea
            id={ID}
            rows={3}
            dir="auto"
            value={shown}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={`${ID}-meaning${error ? ` ${ID}-error` : ''}`}
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
        </div>
        {shown.trim() !== '' && (
          <div class="signature-preview">
            <small>{t('signature.preview')}</small>
            <ResponsePreview text={shown} values={values} />
          </div>
        )}
        <Button type="submit" disabled={shown.trim() === saved}>
          {t('settings.save')}
        </Button>
      </PreferenceRow>
    </form>
  );
}
