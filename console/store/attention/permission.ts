import { signal } from '@preact/signals';

export type DesktopPermission = NotificationPermission | 'unsupported';

const read = (): DesktopPermission =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;

/** What this browser says of desktop notifications. */
export const permission = signal<DesktopPermission>(read());

/** Looks again: people change it in the browser's own settings. */
export function lookAtPermission(): void {
  permission.value = read();
}

/** Only from a click, else browsers say no for good. */
export async function askPermission(): Promise<void> {
  if (typeof Notification === 'undefined') return;
  await Notification.requestPermission();
  lookAtPermission();
}
