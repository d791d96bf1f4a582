import { signal } from '@preact/signals';
import { t } from '../../i18n/translate.ts';
import { askPermission, permission } from '../../store/attention/permission.ts';
import { stored } from '../../store/stored.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './desk-context.ts';

const KEY = 'notifications-later';
const isPutOff = signal(stored.read(KEY) !== null);

/** Says that there are notifications, to who has not been asked in this browser; gone with the first answer. */
export function OfferNotifications() {
  const { preferences } = useDesk();
  const isOpen =
    permission.value === 'default' && !isPutOff.value && preferences.values.value['notify.desktop'];
  if (!isOpen) return null;
  const later = () => {
    isPutOff.value = true;
    stored.write(KEY, 'later');
  };
  return (
    <section class="offer-notifications" aria-label={t('prefs.group.notify')}>
      <p>{t('notify.offer')}</p>
      <Button onClick={() => void askPermission()}>{t('notify.allow')}</Button>
      <Button kind="quiet" onClick={later}>
        {t('notify.later')}
      </Button>
    </section>
  );
}
