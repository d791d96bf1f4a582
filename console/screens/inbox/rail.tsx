import { useContext } from 'preact/hooks';
import { mayRole } from '../../../shared/authority/permissions.ts';
import { t } from '../../i18n/translate.ts';
import { account } from '../../store/account.ts';
import { nextTheme, theme } from '../../store/appearance.ts';
import { DEFAULT_VIEW, type Route } from '../../store/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { AvailabilityMenu } from './availability-menu.tsx';
import { DeskContext } from './desk-context.ts';
import { LanguageMenu } from './language-menu.tsx';
import { leaveConsole, leaveFailure } from './leave-console.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

interface Props {
  workspace: string;
  place: 'inbox' | 'supervision' | 'visitors' | 'settings';
  /** Absent where keys do nothing. */
  onKeys?: (() => void) | undefined;
}

export function Rail({ workspace, place, onKeys }: Props) {
  const desk = useContext(DeskContext);
  const turnTheme = () => {
    nextTheme();
    // Kept on this device whatever the server says.
    desk?.preferences.change({ 'look.theme': theme.value }).catch(() => undefined);
  };
  const appearance = `${t('me.theme')}: ${t(`me.theme.${theme.value}`)}`;
  return (
    <div class="rail">
      <div class="mark">
        <Icon name="bell" size={20} />
      </div>
      <AvailabilityMenu />
      <WorkspaceMenu workspace={workspace} />
      <Place
        icon="inbox"
        label={t('settings.inbox')}
        to={{ name: 'inbox', workspace, view: DEFAULT_VIEW }}
        current={place === 'inbox'}
      />
      {supervises(workspace) && (
        <Place
          icon="eye"
          label={t('supervision.title')}
          to={{ name: 'supervision', workspace }}
          current={place === 'supervision'}
        />
      )}
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
        {onKeys && (
          <IconButton icon="keyboard" class="for-keyboards" label={t('keys.title')} onClick={onKeys} />
        )}
        <LanguageMenu />
        <IconButton icon={theme.value} label={appearance} onClick={turnTheme} />
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

function supervises(workspace: string): boolean {
  const { value: who } = account;
  const known = who.state === 'signed-in' ? who.me.memberships : [];
  const role = known.find((one) => one.workspace.id === workspace)?.member.role;
  return role !== undefined && mayRole(role, 'conversations.supervise');
}
