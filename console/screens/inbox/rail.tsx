import { t } from '../../i18n/translate.ts';
import { nextTheme, theme } from '../../store/appearance.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  onKeys: () => void;
  onSignOut: () => Promise<void>;
}

export function Rail({ onKeys, onSignOut }: Props) {
  const appearance = `${t('me.theme')}: ${t(`me.theme.${theme.value}`)}`;
  return (
    <div class="rail">
      <div class="mark">
        <Icon name="bell" size={20} />
      </div>
      <span class="rail-here">
        <Icon name="inbox" />
      </span>
      <div class="rail-end">
        <IconButton icon="keyboard" class="for-keyboards" label={t('keys.title')} onClick={onKeys} />
        <IconButton icon={theme.value} label={appearance} onClick={nextTheme} />
        <IconButton icon="sign-out" label={t('me.sign-out')} onClick={() => void onSignOut()} />
      </div>
    </div>
  );
}
