import { rich, t } from '../../i18n/translate.ts';
import { countView } from '../../store/view.ts';
import { Notice } from '../../ui/notice.tsx';
import { useDesk } from './desk-context.ts';

/** The thread's place while no conversation is picked. */
export function NoThread() {
  const desk = useDesk();
  const count = countView(desk.conversations.value.values(), 'waiting', desk.labels.viewer.value);
  return (
    <section class="thread none">
      <Notice icon="bell" title={t('empty.thread')}>
        {count > 0 ? t('empty.thread-waiting', { count }) : t('empty.thread-calm')}
        <span class="keys-hint">
          {rich('empty.thread-keys', { next: <kbd>j</kbd>, previous: <kbd>k</kbd>, map: <kbd>?</kbd> })}
        </span>
      </Notice>
    </section>
  );
}
