import {
  settingOf,
  type NumberSetting,
  type Setting,
  type SettingKey,
} from '../../../../shared/settings/registry.ts';
import { t } from '../../../i18n/translate.ts';
import { SettingControl } from './setting-control.tsx';
import { inUnits, shownValue } from './shown-value.ts';
import type { SettingsDraft } from './settings-draft.ts';

/** One setting: its name, what it does, its control, its bounds and default, and when a change is felt. */
export function SettingRow({ setting: key, draft }: { setting: SettingKey; draft: SettingsDraft }) {
  const setting = settingOf(key);
  const id = `setting-${key}`;
  const error = Object.entries(draft.errors).find(([at]) => at === key || at.startsWith(`${key}.`))?.[1];
  const byDefault = JSON.stringify(draft.valueOf(key)) === JSON.stringify(setting.default);
  const wasChanged = error !== undefined && key in draft.typed;
  return (
    <div class="setting">
      <div class="setting-words">
        <label for={id} id={`${id}-label`}>
          {t(`setting.${key}`)}
        </label>
        <p id={`${id}-meaning`}>
          {t(`setting.${key}.meaning`)}
          {key === 'routing.capacity' && ` ${t('load.rule')}`}
        </p>
        <p class={`effect ${setting.effect}`}>{t(`effect.${setting.effect}`)}</p>
      </div>
      <div class="setting-value">
        <SettingControl
          id={id}
          setting={setting}
          value={draft.valueOf(key)}
          invalid={error !== undefined}
          describedBy={`${id}-meaning ${id}-hint${error ? ` ${id}-error` : ''}`}
          onType={(value) => draft.type(key, value)}
        />
        {error && (
          <p class="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
        <p class="field-hint" id={`${id}-hint`}>
          {hintOf(setting)}
          {wasChanged && ` ${t('settings.saved-is', { value: shownValue(key, draft.saved.values[key]) })}`}
        </p>
        {!byDefault && (
          <button type="button" class="link" onClick={() => draft.type(key, setting.default)}>
            {t('settings.to-default')}
            <span class="hidden">{t(`setting.${key}`)}</span>
          </button>
        )}
      </div>
    </div>
  );
}

function hintOf(setting: Setting): string {
  switch (setting.kind) {
    case 'number':
      return `${t('settings.default', { value: inUnits(setting, setting.default) })} ${boundsOf(setting)}`;
    case 'switch':
      return t('settings.default', { value: t(setting.default ? 'settings.on' : 'settings.off') });
    default:
      return '';
  }
}

const boundsOf = ({ min, max, zero }: NumberSetting): string =>
  t(zero === 'never' ? 'settings.bounds-or-never' : 'settings.bounds', { min, max });
