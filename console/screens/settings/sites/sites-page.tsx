import type { Site, SiteList } from '../../../../shared/protocol/sites.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { navigate } from '../../../store/route.ts';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { LoadingOrFailed } from './loading-or-failed.tsx';
import { NewSite } from './new-site.tsx';
import { SitePage } from './site-page.tsx';
import { useLoad } from './use-load.ts';

export default function SitesPage({ membership, id }: SettingsPageProps) {
  const workspace = membership.workspace.id;
  return id === undefined ? (
    <Sites workspace={workspace} />
  ) : (
    <SitePage key={id} workspace={workspace} id={id} />
  );
}

function Sites({ workspace }: { workspace: string }) {
  const list = useLoad<SiteList>(`/workspaces/${encodeURIComponent(workspace)}/sites`);
  const open = (site: Site) => navigate({ name: 'settings', workspace, page: 'sites', id: site.id });
  return (
    <>
      <PageHead title={t('settings.sites')} lead={t('sites.lead')} />
      {list.state !== 'ready' ? (
        <LoadingOrFailed state={list} />
      ) : (
        <>
          <SiteRows workspace={workspace} sites={list.value.sites} />
          <NewSite workspace={workspace} onMade={open} />
        </>
      )}
    </>
  );
}

function SiteRows({ workspace, sites }: { workspace: string; sites: readonly Site[] }) {
  if (sites.length === 0)
    return (
      <Notice icon="flag" title={t('sites.none')}>
        {t('sites.none-lead')}
      </Notice>
    );
  return (
    <ul class="site-list" aria-label={t('settings.sites')}>
      {sites.map((site) => (
        <li key={site.id}>
          <Link to={{ name: 'settings', workspace, page: 'sites', id: site.id }}>
            <b dir="auto">{site.name}</b>
            <small>{about(site)}</small>
          </Link>
          {site.archived_at === null && (
            <Link to={{ name: 'settings', workspace, page: 'widget', id: site.id }} class="button">
              {t('sites.edit-widget')}
              <span class="hidden">{`: ${site.name}`}</span>
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function about(site: Site): string {
  if (site.archived_at !== null) return t('sites.archived', { time: moment(site.archived_at) });
  const [first, ...more] = site.allowed_origins;
  if (!first) return t('sites.no-origin');
  const shown = first.unicode ?? first.origin;
  return more.length === 0 ? shown : t('sites.and-more', { origin: shown, count: more.length });
}
