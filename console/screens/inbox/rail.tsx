import { t } from '../../i18n/translate.ts';
import { nextTheme, theme } from '../../store/appearance.ts';
import { DEFAULT_VIEW, type Route } from '../../store/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { AvailabilityMenu } from './availability-menu.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { leaveConsole, leaveFailure } from './leave-console.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

interface Props {
  workspace: string;
  place: 'inbox' | 'visitors' | 'settings';
  /** Absent where keys do nothing. */
  onKeys?: (() => void) | undefined;
}

export function Rail({ workspace, place, onKeys }: Props) {
  const appearance = `${t('me.theme')}: ${t(`me.theme.${theme.value}`)}`;
  return (
    <div class="rail">
      <div class="mark">
        <Icon name="bell" size={20} />
      </div>
      <WorkspaceMenu workspace={workspace} />
      <Place
        icon="inbox"
        label={t('settings.inbox')}
        to={{ name: 'inbox', workspace, view: DEFAULT_VIEW }}
        current={place === 'inbox'}
      />
      <Place
        icon="people"
        label={t('visitors.title')}
        to={{ name: 'visitors', workspace }}
        current={place === 'visitors'}
      />
      <Place
        icon="gear"
        label={t('settings.open')}
        to={{ name: 'settings', workspace, page: null }}
        current={place === 'settings'}
      />
      <div class="rail-end">
        <AvailabilityMenu />
        {onKeys && (
          <IconButton icon="keyboard" class="for-keyboards" label={t('keys.title')} onClick={onKeys} />
        )}
        <LanguageMenu />
        <IconButton icon={theme.value} label={appearance} onClick={nextTheme} />
        <IconButton icon="sign-out" label={t('me.sign-out')} onClick={() => void leaveConsole()} />
        {leaveFailure.value && (
          <p class="rail-language-failed" role="alert">
            {leaveFailure.value}
          </p>
        )}
      </div>
    </div>
  );
}

interface PlaceProps {
  icon: IconName;
  label: string;
  to: Route;
  current: boolean;
}

const Place = ({ icon, label, to, current }: PlaceProps) => (
  <Link to={to} class={`icon-button${current ? ' rail-here' : ''}`} current={current} label={label}>
    <Icon name={icon} />
    <span class="icon-label" aria-hidden="true">
      {label}
    </span>
  </Link>
);
