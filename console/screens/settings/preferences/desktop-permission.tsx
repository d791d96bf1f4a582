import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { askPermission, lookAtPermission, permission } from '../../../store/attention/permission.ts';
import { Button } from '../../../ui/button.tsx';

/** What this browser says of notifications, whatever was chosen; asked only by a click. */
export function DesktopPermission() {
  useEffect(() => {
    lookAtPermission();
    // Who changes it in the browser's settings comes back by a focus.
    addEventListener('focus', lookAtPermission);
    return () => removeEventListener('focus', lookAtPermission);
  }, []);
  const { value: state } = permission;
  const tryOne = () => {
    try {
      new Notification(t('app.name'), { body: t('notify.try-text'), tag: 'bellhop try' });
    } catch {
      permission.value = 'unsupported';
    }
  };
  return (
    <div class="setting">
      <div class="setting-words">
        <b>{t('notify.permission')}</b>
        <p role="status" class={state === 'denied' ? 'blocked' : undefined}>
          {t(`notify.${state}`)}
        </p>
      </div>
      <div class="setting-value">
        {state === 'default' && (
          <Button kind="primary" onClick={() => void askPermission()}>
            {t('notify.allow')}
          </Button>
        )}
        {state === 'granted' && <Button onClick={tryOne}>{t('notify.try')}</Button>}
      </div>
    </div>
  );
}
