import {
  isSettingKey,
  settingOf,
  type NumberSetting,
  type SettingKey,
} from '../../../../shared/settings/registry.ts';
import { t } from '../../../i18n/translate.ts';

export const inUnits = ({ unit, zero }: NumberSetting, count: number): string =>
  count === 0 && zero === 'never' ? t('settings.never') : t(`unit.${unit}`, { count });

const CHOICES = { nobody: 'choice.nobody', admins: 'choice.admins', everyone: 'choice.everyone' } as const;

/** What an option of a choice is called; an unknown one, of a later version, as it is stored. */
export const choiceName = (option: string): string =>
  Object.hasOwn(CHOICES, option) ? t(CHOICES[option as keyof typeof CHOICES]) : option;

/** A setting's value as history and conflicts tell it. */
export function shownValue(key: SettingKey, value: unknown): string {
  const setting = settingOf(key);
  if (setting.kind === 'number' && typeof value === 'number') return inUnits(setting, value);
  if (setting.kind === 'switch') return t(value === true ? 'settings.on' : 'settings.off');
  if (setting.kind === 'choice') return choiceName(String(value));
  if (setting.kind === 'hours') return t('settings.other-hours');
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' && value !== '' ? value : t('settings.empty');
}

export const settingName = (key: string): string => (isSettingKey(key) ? t(`setting.${key}`) : key);
