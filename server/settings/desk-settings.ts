import type { DeskSettings } from '../../shared/protocol/server-frames.ts';
import type { SettingValues } from '../../shared/settings/registry.ts';

/** [S6] Of the settings, what agents' lists go by. */
export const deskSettings = (values: SettingValues): DeskSettings => ({
  wait_target_seconds: values['routing.wait_target_seconds'],
  notifications: { sound: values['notifications.sound'], desktop: values['notifications.desktop'] },
});
