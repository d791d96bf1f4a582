import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { useDesk } from '../../inbox/desk-context.ts';
import { PreferenceRow } from './preference-row.tsx';
import { usePreference } from './use-preference.ts';

const ID = 'pref-sound-volume';

/** How loud, and a button to hear it: a click is also what lets the tab sound. */
export function SoundVolume() {
  const { preferences, attention } = useDesk();
  const { value, error, choose } = usePreference('sound.volume');
  const [sliding, setSliding] = useState<number>();
  const shown = sliding ?? value;
  return (
    <PreferenceRow id={ID} label={t('pref.sound.volume')} error={error}>
      <div class="pref-line">
        <input
          id={ID}
          type="range"
          min={0}
          max={100}
          step={5}
          value={shown}
          aria-valuetext={`${shown} %`}
          onInput={({ currentTarget }) => setSliding(Number(currentTarget.value))}
          onChange={({ currentTarget }) =>
            void choose(Number(currentTarget.value)).then(() => setSliding(undefined))
          }
        />
        <Button onClick={() => attention.tones.play(preferences.values.value['sound.tone'], shown)}>
          {t('sound.play')}
        </Button>
      </div>
    </PreferenceRow>
  );
}
