import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CONSOLE_LANGUAGES, DENSITIES, THEMES, TONES } from '../../../../shared/preferences/registry.ts';
import { ownName } from '../../../i18n/languages.ts';
import { t } from '../../../i18n/translate.ts';
import { browserLanguage, languageChoice } from '../../../store/language.ts';
import { theme } from '../../../store/appearance.ts';
import { PageHead } from '../page-head.tsx';
import { DesktopPermission } from './desktop-permission.tsx';
import { OwnLimit } from './own-limit.tsx';
import { PreferenceSelect, PreferenceSwitch } from './preference-controls.tsx';
import { SignatureForm } from './signature-form.tsx';
import { SoundVolume } from './sound-volume.tsx';
import { SavedContext } from './use-preference.ts';

const SAID_FOR_MS = 3_000;
const TOLD = ['notify.new_chat', 'notify.message', 'notify.mention', 'notify.late_wait'] as const;

/** What a person chooses for themselves; each choice is kept as it is made. */
export default function PreferencesPage() {
  const [word, setWord] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = (kind: 'saved' | 'failed') => {
    clearTimeout(timer.current);
    setWord(kind === 'saved' ? t('prefs.saved') : '');
    timer.current = setTimeout(() => setWord(''), SAID_FOR_MS);
  };
  return (
    <SavedContext.Provider value={say}>
      <PageHead title={t('settings.preferences')} lead={t('prefs.lead')} />
      <div class="settings-form preferences">
        <Group title={t('prefs.group.notify')}>
          <PreferenceSwitch
            of="notify.desktop"
            label={t('pref.notify.desktop')}
            meaning={t('pref.notify.desktop.meaning')}
          />
          <DesktopPermission />
          {TOLD.map((key) => (
            <PreferenceSwitch key={key} of={key} label={t(`pref.${key}`)} />
          ))}
          <PreferenceSwitch
            of="notify.hide_text"
            label={t('pref.notify.hide_text')}
            meaning={t('pref.notify.hide_text.meaning')}
          />
        </Group>
        <Group title={t('prefs.group.sound')}>
          <PreferenceSwitch of="sound.on" label={t('pref.sound.on')} meaning={t('pref.sound.on.meaning')} />
          <PreferenceSelect
            of="sound.tone"
            label={t('pref.sound.tone')}
            options={TONES.map((value) => ({ value, label: t(`tone.${value}`) }))}
          />
          <SoundVolume />
        </Group>
        <Group title={t('prefs.group.chats')}>
          <OwnLimit />
          <PreferenceSwitch
            of="chats.auto_accept"
            label={t('pref.chats.auto_accept')}
            meaning={t('pref.chats.auto_accept.meaning')}
          />
        </Group>
        <Group title={t('prefs.group.signature')}>
          <PreferenceSwitch
            of="signature.on"
            label={t('pref.signature.on')}
            meaning={t('pref.signature.on.meaning')}
          />
          <SignatureForm />
        </Group>
        <Looks />
        <Group title={t('prefs.group.keys')}>
          <PreferenceSwitch
            of="keys.single"
            label={t('pref.keys.single')}
            meaning={t('pref.keys.single.meaning')}
          />
        </Group>
      </div>
      <p class={word === '' ? 'hidden' : 'saved-word'} role="status">
        {word}
      </p>
    </SavedContext.Provider>
  );
}

const Group = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <fieldset class="settings-group">
    <legend>{title}</legend>
    {children}
  </fieldset>
);

/** What was never chosen here is shown as this device has it. */
function Looks() {
  const automatic = t('me.language.auto', { name: ownName(browserLanguage()) });
  return (
    <Group title={t('prefs.group.look')}>
      <PreferenceSelect
        of="look.theme"
        shown={theme.value}
        label={t('me.theme')}
        options={THEMES.map((value) => ({ value, label: t(`me.theme.${value}`) }))}
      />
      <PreferenceSelect
        of="look.density"
        label={t('pref.look.density')}
        options={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
      />
      <PreferenceSelect
        of="look.language"
        shown={languageChoice.value}
        label={t('me.language')}
        options={CONSOLE_LANGUAGES.map((value) =>
          value === 'auto' ? { value, label: automatic } : { value, label: ownName(value), lang: value },
        )}
      />
    </Group>
  );
}
