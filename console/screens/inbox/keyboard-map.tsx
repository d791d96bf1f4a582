import { t } from '../../i18n/translate.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { Drawer } from '../../ui/drawer.tsx';

type PlainKey = Extract<MessageKey, `keys.${string}`>;

export function KeyboardMap({ onClose }: { onClose: () => void }) {
  const keys: Array<[string, PlainKey]> = [
    ['j', 'keys.next'],
    ['k', 'keys.previous'],
    ['r', 'keys.reply'],
    ['n', 'keys.note'],
    ['t', 'keys.transfer'],
    [t('keys.name.alt-arrows'), 'keys.switch'],
    ['e', 'keys.end'],
    ['s', 'keys.snooze'],
    ['p', 'keys.priority'],
    ['l', 'keys.tags'],
    [t('keys.name.escape'), 'keys.escape'],
    [t('keys.name.enter'), 'keys.send'],
    [t('keys.name.shift-enter'), 'keys.newline'],
    ['/', 'keys.quick'],
    ['@', 'keys.mention'],
    ['↑', 'keys.edit-last'],
    ['a', 'keys.accept'],
    ['x', 'keys.decline'],
    ['?', 'keys.map'],
  ];
  return (
    <Drawer kind="middle" label={t('keys.title')} onClose={onClose}>
      <h2>{t('keys.title')}</h2>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={meaning}>
            <dt>{t(meaning)}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
