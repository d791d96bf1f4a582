import { useContext } from 'preact/hooks';
import { CONSOLE_LANGUAGES } from '../../../shared/preferences/registry.ts';
import { ownName, LANGUAGE_TAGS } from '../../i18n/languages.ts';
import { t } from '../../i18n/translate.ts';
import { browserLanguage, chooseLanguage, languageChoice, languageFailed } from '../../store/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { DeskContext } from './desk-context.ts';

/** The browser's own list, laid over an icon of the rail. */
export function LanguageMenu() {
  const desk = useContext(DeskContext);
  const keep = (wanted: string) => {
    const found = CONSOLE_LANGUAGES.find((language) => language === wanted);
    // Kept on this device whatever the server says.
    if (found) desk?.preferences.change({ 'look.language': found }).catch(() => undefined);
  };
  return (
    <div class="icon-button rail-language">
      <Icon name="globe" />
      <span class="icon-label" aria-hidden="true">
        {t('me.language')}
      </span>
      <select
        aria-label={t('me.language')}
        title={t('me.language')}
        value={languageChoice.value}
        onChange={({ currentTarget }) => {
          const wanted = currentTarget.value;
          void chooseLanguage(wanted).then(() => {
            currentTarget.value = languageChoice.value;
            if (languageChoice.value === wanted) keep(wanted);
          });
        }}
      >
        <option value="auto">{t('me.language.auto', { name: ownName(browserLanguage()) })}</option>
        {LANGUAGE_TAGS.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {ownName(tag)}
          </option>
        ))}
      </select>
      {languageFailed.value && (
        <p class="rail-language-failed" role="alert">
          {t('me.language-failed')}
        </p>
      )}
    </div>
  );
}
