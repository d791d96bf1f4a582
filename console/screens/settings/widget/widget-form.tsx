import type { PreviewReady, PreviewShown } from '../../../../shared/widget-settings/preview-messages.ts';
import type { WidgetLanguage } from '../../../../shared/widget-settings/text-keys.ts';
import { t } from '../../../i18n/translate.ts';
import { Field } from '../../../ui/field.tsx';
import { AccentField } from './accent-field.tsx';
import { Choice } from './choice.tsx';
import { FormsSection } from './forms-section.tsx';
import { GreetingsSection } from './greetings-section.tsx';
import { TextArea } from './text-area.tsx';
import { RatingSection } from './rating-section.tsx';
import type { WidgetDraft } from './use-widget.ts';
import { WordsSection } from './words-section.tsx';

interface Props {
  draft: WidgetDraft;
  /** The widget's own words, from the preview; null until it stands. */
  words: PreviewReady['texts'] | null;
  language: WidgetLanguage;
  onLanguage: (language: WidgetLanguage) => void;
  shown: PreviewShown | null;
  onGreeting: (text: string) => void;
  teamsPath: string;
}

export function WidgetForm({ draft, words, shown, language, onLanguage, onGreeting, teamsPath }: Props) {
  const { typed, type, errorOf } = draft;
  return (
    <>
      <fieldset class="settings-group">
        <legend>{t('widget.look')}</legend>
        <Field
          label={t('widget.name')}
          hint={t('widget.name-hint')}
          name="name"
          value={typed.name}
          onInput={(name) => type({ name })}
          error={errorOf('name')}
        />
        <AccentField
          value={typed.accent}
          report={shown && shown.accent}
          known={shown !== null}
          error={errorOf('accent')}
          onInput={(accent) => type({ accent })}
        />
        <Choice
          label={t('widget.theme')}
          value={typed.theme}
          options={(['auto', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`me.theme.${value}`),
          }))}
          onChange={(theme) => type({ theme })}
        />
      </fieldset>
      <LauncherFields draft={draft} />
      <fieldset class="settings-group">
        <legend>{t('widget.texts')}</legend>
        <p class="field-hint">{t('widget.texts-lead')}</p>
        <TextArea
          label={t('widget.greeting')}
          value={typed.greeting}
          placeholder={words?.[language].panel['greeting'] as string | undefined}
          error={errorOf('greeting')}
          onInput={(greeting) => type({ greeting })}
        />
      </fieldset>
      <FormsSection draft={draft} words={words} language={language} teamsPath={teamsPath} />
      <RatingSection draft={draft} />
      <GreetingsSection draft={draft} onShow={onGreeting} />
      <WordsSection draft={draft} words={words} language={language} onLanguage={onLanguage} />
    </>
  );
}

function LauncherFields({ draft: { typed, type, errorOf } }: { draft: WidgetDraft }) {
  const { launcher } = typed;
  const change = (over: Partial<typeof launcher>) => type({ launcher: { ...launcher, ...over } });
  return (
    <fieldset class="settings-group">
      <legend>{t('widget.launcher')}</legend>
      <Choice
        label={t('widget.position')}
        value={typed.position}
        options={(['left', 'right'] as const).map((value) => ({
          value,
          label: t(`widget.position.${value}`),
        }))}
        onChange={(position) => type({ position })}
      />
      <Choice
        label={t('widget.launcher.icon')}
        value={launcher.icon}
        options={(['bubble', 'question', 'none'] as const).map((value) => ({
          value,
          label: t(`widget.icon.${value}`),
        }))}
        onChange={(icon) => change({ icon })}
      />
      <Field
        label={t('widget.launcher.label')}
        name="label"
        value={launcher.label}
        onInput={(label) => change({ label })}
        error={errorOf('launcher.label')}
      />
      {(['side', 'bottom'] as const).map((edge) => (
        <Field
          key={edge}
          label={t(`widget.launcher.${edge}`)}
          name={edge}
          inputmode="numeric"
          value={Number.isFinite(launcher[edge]) ? String(launcher[edge]) : ''}
          onInput={(value) => change({ [edge]: value.trim() === '' ? Number.NaN : Number(value) })}
          error={errorOf(`launcher.${edge}`)}
        />
      ))}
    </fieldset>
  );
}
