import {
  isSettingKey,
  settingOf,
  type NumberSetting,
  type SettingKey,
} from '../../../../shared/settings/registry.ts';
import { t } from '../../../i18n/translate.ts';

export const inUnits = ({ unit, zero }: NumberSetting, count: number): string =>
  count === 0 && zero === 'never' ? t('settings.never') : t(`unit.${unit}`, { count });

/** A setting's value as history and conflicts tell it. */
export function shownValue(key: SettingKey, value: unknown): string {
  const setting = settingOf(key);
  if (setting.kind === 'number' && typeof value === 'number') return inUnits(setting, value);
  if (setting.kind === 'switch') return t(value === true ? 'settings.on' : 'settings.off');
  if (setting.kind === 'hours') return t('settings.other-hours');
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' && value !== '' ? value : t('settings.empty');
}

export const settingName = (key: string): string => (isSettingKey(key) ? t(`setting.${key}`) : key);
