import type { Me } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/translate.ts';
import { DEFAULT_VIEW } from '../../store/route.ts';
import { countView, VIEWS, type View } from '../../store/view.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { useDesk } from './desk-context.ts';
import type { InboxRoute, Membership } from './inbox.tsx';

interface Props {
  membership: Membership;
  me: Me;
  here: InboxRoute;
  onFollow: () => void;
}

/** Views that the session keeps whole, so that their count is known. */
const COUNTED: readonly View[] = ['waiting', 'mine', 'open'];

export function ViewsPane({ membership, me, here, onFollow }: Props) {
  const desk = useDesk();
  const isLive = desk.connection.value.kind === 'live';
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
        {VIEWS.map((view) => (
          <ViewLink key={view} view={view} here={here} onFollow={onFollow} />
        ))}
      </nav>
      {me.memberships.length > 1 && <Workspaces me={me} here={here} />}
    </div>
  );
}

function ViewLink({ view, here, onFollow }: { view: View; here: InboxRoute; onFollow: () => void }) {
  const desk = useDesk();
  const known = desk.ready.value && COUNTED.includes(view);
  const count = known ? countView(desk.conversations.value.values(), view, desk.me.id) : 0;
  const isHot = view === 'waiting' && count > 0;
  return (
    <Link
      to={{ name: 'inbox', workspace: here.workspace, view }}
      class={`view${isHot ? ' hot' : ''}`}
      current={here.view === view}
      onFollow={onFollow}
    >
      {t(`views.${view}`)}
      {count > 0 && <span class="count">{count}</span>}
    </Link>
  );
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
