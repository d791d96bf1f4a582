import type { PreviewReady } from '../../../../shared/widget-settings/preview-messages.ts';
import type { WidgetLanguage } from '../../../../shared/widget-settings/text-keys.ts';
import { t } from '../../../i18n/translate.ts';
import { FormQuestions } from './form-questions.tsx';
import { OfferedTeams } from './offered-teams.tsx';
import { TextArea } from './text-area.tsx';
import type { WidgetDraft } from './use-widget.ts';

interface Props {
  draft: WidgetDraft;
  words: PreviewReady['texts'] | null;
  language: WidgetLanguage;
  teamsPath: string;
}

/** What visitors are asked before a chat, and in its stead while nobody can come. */
export function FormsSection({ draft: { typed, type, errorOf }, words, language, teamsPath }: Props) {
  const { pre_chat: before, offline } = typed;
  const changeBefore = (over: Partial<typeof before>) => type({ pre_chat: { ...before, ...over } });
  const changeOffline = (over: Partial<typeof offline>) => type({ offline: { ...offline, ...over } });
  const own = (key: string) => words?.[language]['forms']?.[key] as string | undefined;
  return (
    <>
      <fieldset class="settings-group">
        <legend>{t('widget.forms-before')}</legend>
        <p class="field-hint">{t('widget.forms-before-lead')}</p>
        <Check
          label={t('widget.forms-before-enabled')}
          checked={before.enabled}
          onChange={(enabled) => changeBefore({ enabled })}
        />
        {before.enabled && (
          <>
            <TextArea
              label={t('widget.forms-intro')}
              value={before.intro}
              placeholder={own('intro')}
              error={errorOf('pre_chat.intro')}
              onInput={(intro) => changeBefore({ intro })}
            />
            <FormQuestions
              questions={before.fields}
              errorOf={(path) => errorOf(`pre_chat.fields.${path}`)}
              onChange={(fields) => changeBefore({ fields })}
            />
          </>
        )}
        <OfferedTeams
          path={teamsPath}
          offered={before.teams}
          errorOf={(path) => errorOf(`pre_chat.teams.${path}`)}
          onChange={(teams) => changeBefore({ teams })}
        />
      </fieldset>
      <fieldset class="settings-group">
        <legend>{t('widget.forms-offline')}</legend>
        <p class="field-hint">{t('widget.forms-offline-lead')}</p>
        <Check
          label={t('widget.forms-offline-enabled')}
          checked={offline.enabled}
          onChange={(enabled) => changeOffline({ enabled })}
        />
        {offline.enabled && (
          <>
            <Check
              label={t('widget.forms-outside-hours')}
              checked={offline.outside_hours}
              onChange={(outside_hours) => changeOffline({ outside_hours })}
            />
            <TextArea
              label={t('widget.forms-intro')}
              value={offline.intro}
              placeholder={own('offlineIntro')}
              error={errorOf('offline.intro')}
              onInput={(intro) => changeOffline({ intro })}
            />
            <TextArea
              label={t('widget.forms-thanks')}
              value={offline.thanks}
              placeholder={own('thanks')}
              error={errorOf('offline.thanks')}
              onInput={(thanks) => changeOffline({ thanks })}
            />
            <FormQuestions
              questions={offline.fields}
              errorOf={(path) => errorOf(`offline.fields.${path}`)}
              onChange={(fields) => changeOffline({ fields })}
            />
          </>
        )}
      </fieldset>
    </>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

const Check = ({ label, checked, onChange }: CheckProps) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    {label}
  </label>
);
