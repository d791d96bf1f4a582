import { useEffect } from 'preact/hooks';
import type { Me } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/translate.ts';
import { pageTitle } from '../../store/page-title.ts';
import { Lazy } from '../../ui/lazy.tsx';
import { Link } from '../../ui/link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MIDDLE, useMedia } from '../../ui/use-media.ts';
import { ConnectionLine } from '../inbox/connection-line.tsx';
import { DeletionLine } from '../inbox/deletion-line.tsx';
import type { Membership, SettingsRoute } from '../inbox/inbox.tsx';
import { Rail } from '../inbox/rail.tsx';
import { pagesFor, SETTINGS_PAGES, type SettingsPage } from './pages.ts';
import { SettingsRail } from './settings-rail.tsx';

interface Props {
  membership: Membership;
  me: Me;
  here: SettingsRoute;
}

/** The rail of pages and the page of the address; without one the first that is open to the member. */
export default function Settings({ membership, me, here }: Props) {
  const hasRail = useMedia(MIDDLE);
  const open = pagesFor(membership.member.role);
  const page = here.page === null ? open[0] : SETTINGS_PAGES.find(({ path }) => path === here.page);
  const isOpen = page !== undefined && open.includes(page);
  useEffect(() => {
    pageTitle.value = `${t(page?.title ?? 'settings.title')} · ${t('app.name')}`;
  }, [page]);
  return (
    <div class="workplace" data-place={here.page === null ? 'rail' : 'page'}>
      <ConnectionLine />
      <DeletionLine membership={membership} />
      <div class="settings-panes">
        {hasRail && <Rail workspace={here.workspace} place="settings" />}
        <SettingsRail workspace={here.workspace} pages={open} current={page} />
        <main class="settings-page">
          <Link to={{ name: 'settings', workspace: here.workspace, page: null }} class="settings-back">
            <Icon name="back" />
            {t('settings.back')}
          </Link>
          {isOpen ? (
            <Lazy key={page.path} load={page.load} props={{ membership, me, id: here.id }} />
          ) : (
            <Shut page={page} />
          )}
        </main>
      </div>
    </div>
  );
}

function Shut({ page }: { page: SettingsPage | undefined }) {
  return page ? (
    <Notice icon="flag" title={t('settings.forbidden')}>
      {t('settings.forbidden-lead')}
    </Notice>
  ) : (
    <Notice icon="flag" title={t('error.not-found')}>
      {t('error.not-found-lead')}
    </Notice>
  );
}
