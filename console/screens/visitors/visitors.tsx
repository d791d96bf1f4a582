import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { pageTitle } from '../../store/page-title.ts';
import { DEFAULT_VIEW } from '../../store/route.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { MIDDLE, useMedia } from '../../ui/use-media.ts';
import { ConnectionLine } from '../inbox/connection-line.tsx';
import { DeletionLine } from '../inbox/deletion-line.tsx';
import type { Membership, VisitorsRoute } from '../inbox/inbox.tsx';
import { Rail } from '../inbox/rail.tsx';
import { VisitorList } from './visitor-list.tsx';
import { VisitorPage } from './visitor-page.tsx';

interface Props {
  membership: Membership;
  here: VisitorsRoute;
}

/** Who wrote to the workspace: the list, or one of them. */
export default function Visitors({ membership, here: { workspace, id } }: Props) {
  const hasRail = useMedia(MIDDLE);
  useEffect(() => {
    pageTitle.value = `${t('visitors.title')} · ${t('app.name')}`;
  }, []);
  return (
    <div class="workplace">
      <ConnectionLine />
      <DeletionLine membership={membership} />
      <div class="visitors-panes">
        {hasRail && <Rail workspace={workspace} place="visitors" />}
        <main class="settings-page visitors-page">
          {id !== undefined && <BackLink to={{ name: 'visitors', workspace }}>{t('visitors.back')}</BackLink>}
          {id === undefined && !hasRail && (
            <BackLink to={{ name: 'inbox', workspace, view: DEFAULT_VIEW }}>{t('settings.inbox')}</BackLink>
          )}
          {id === undefined ? (
            <VisitorList workspace={workspace} />
          ) : (
            <VisitorPage key={id} workspace={workspace} id={id} role={membership.member.role} />
          )}
        </main>
      </div>
    </div>
  );
}
