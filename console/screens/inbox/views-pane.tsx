import type { ComponentChildren } from 'preact';
import type { Me } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/translate.ts';
import { DEFAULT_VIEW } from '../../store/route.ts';
import { countView, plainView, VIEWS, type PlainView, type View } from '../../store/view.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { useDesk } from './desk-context.ts';
import type { InboxRoute, Membership } from './inbox.tsx';
import { OfferNotifications } from './offer-notifications.tsx';

interface Props {
  membership: Membership;
  me: Me;
  here: InboxRoute;
  onFollow: () => void;
}

/** Views that the session keeps whole, so that their count is known. */
const COUNTED: readonly PlainView[] = ['waiting', 'mine', 'team', 'open', 'snoozed'];

export function ViewsPane({ membership, me, here, onFollow }: Props) {
  const desk = useDesk();
  const isLive = desk.connection.value.kind === 'live';
  const { value: teams } = desk.labels.teams;
  // Who is in no team has no chats of a team.
  const views = VIEWS.filter(
    (view) => view !== 'team' || teams.length > 0 || plainView(here.view) === 'team',
  );
  return (
    <div class="views">
      <section class="me" aria-label={t('me.label')}>
        <Avatar name={desk.me.name} id={desk.me.id} online={isLive} />
        <div>
          <b>{desk.me.name}</b>
          <small>{membership.workspace.name}</small>
        </div>
      </section>
      <nav aria-label={t('views.label')}>
        {views.map((view) => (
          <ViewLink key={view} view={view} name={t(`views.${view}`)} here={here} onFollow={onFollow}>
            {view === 'team' &&
              teams.length > 1 &&
              teams.map(({ id, name }) => (
                <ViewLink key={id} view={`team:${id}`} name={name} here={here} onFollow={onFollow} />
              ))}
          </ViewLink>
        ))}
      </nav>
      {me.memberships.length > 1 && <Workspaces me={me} here={here} />}
      <OfferNotifications />
    </div>
  );
}

interface LinkProps {
  view: View;
  name: string;
  here: InboxRoute;
  onFollow: () => void;
  children?: ComponentChildren;
}

function ViewLink({ view, name, here, onFollow, children }: LinkProps) {
  const count = useCount(view);
  const isHot = (view === 'waiting' || view === 'mentions') && count > 0;
  const isPart = view.startsWith('team:');
  return (
    <>
      <Link
        to={{ name: 'inbox', workspace: here.workspace, view }}
        class={`view${isHot ? ' hot' : ''}${isPart ? ' part' : ''}`}
        current={here.view === view}
        onFollow={onFollow}
      >
        <bdi>{name}</bdi>
        {count > 0 && <span class="count">{count}</span>}
      </Link>
      {children}
    </>
  );
}

function useCount(view: View): number {
  const { ready, conversations, labels, mentions } = useDesk();
  if (view === 'mentions') return mentions.unread.value;
  if (!ready.value || !COUNTED.includes(plainView(view))) return 0;
  return countView(conversations.value.values(), view, labels.viewer.value);
}

function Workspaces({ me, here }: { me: Me; here: InboxRoute }) {
  return (
    <nav class="workspaces" aria-labelledby="workspaces-title">
      <h2 id="workspaces-title">{t('me.workspaces')}</h2>
      {me.memberships.map(({ workspace }) => (
        <Link
          key={workspace.id}
          class="view"
          to={{ name: 'inbox', workspace: workspace.id, view: DEFAULT_VIEW }}
          current={workspace.id === here.workspace}
        >
          {workspace.name}
        </Link>
      ))}
    </nav>
  );
}
