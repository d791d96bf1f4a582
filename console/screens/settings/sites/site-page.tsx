import { useState } from 'preact/hooks';
import type { Site } from '../../../../shared/protocol/sites.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { PageHead } from '../page-head.tsx';
import { EmbedHelp } from './embed-help.tsx';
import { refusalOf } from './field-error.ts';
import { LoadingOrFailed } from './loading-or-failed.tsx';
import { SiteIdentitySection } from './site-identity.tsx';
import { SiteForm } from './site-form.tsx';
import { SiteKey } from './site-key.tsx';
import { useLoad } from './use-load.ts';

export interface SiteParts {
  /** Of the API. */
  path: string;
  site: Site;
  onChanged: (site: Site) => void;
}

export function SitePage({ workspace, id }: { workspace: string; id: string }) {
  const path = `/workspaces/${encodeURIComponent(workspace)}/sites/${encodeURIComponent(id)}`;
  const loaded = useLoad<Site>(path);
  if (loaded.state !== 'ready') return <LoadingOrFailed state={loaded} />;
  const { value: site, set } = loaded;
  const parts = { path, site, onChanged: set };
  const isLive = site.archived_at === null;
  const toWidget = (
    <Link to={{ name: 'settings', workspace, page: 'widget', id }} class="button">
      {t('sites.edit-widget')}
    </Link>
  );
  return (
    <>
      <BackLink to={{ name: 'settings', workspace, page: 'sites' }}>{t('sites.all')}</BackLink>
      <PageHead title={site.name} actions={isLive && toWidget} />
      {isLive && <EmbedHelp site={site} />}
      {isLive && <SiteForm {...parts} workspace={workspace} onStale={loaded.again} />}
      {isLive && <SiteKey {...parts} />}
      {isLive && <SiteIdentitySection path={path} site={site} />}
      <Archive {...parts} />
    </>
  );
}

function Archive({ path, site, onChanged }: SiteParts) {
  const [sure, setSure] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isLive = site.archived_at === null;
  const act = async (): Promise<void> => {
    setFailure(null);
    try {
      onChanged(await request<Site>('POST', `${path}/${isLive ? 'archive' : 'restore'}`));
      setSure(false);
    } catch (error) {
      setFailure(refusalOf(error).text);
    }
  };
  return (
    <section class="panel-card" aria-labelledby="archive">
      <h3 id="archive">{t(isLive ? 'sites.archive' : 'sites.is-archived')}</h3>
      <p>{t(isLive ? 'sites.archive-lead' : 'sites.restore-lead')}</p>
      <FormNote kind="bad">{failure}</FormNote>
      <div class="button-row">
        {isLive && !sure && (
          <Button kind="danger" onClick={() => setSure(true)}>
            {t('sites.archive')}
          </Button>
        )}
        {isLive && sure && (
          <Button kind="danger" onClick={() => void act()}>
            {t('sites.archive-sure')}
          </Button>
        )}
        {isLive && sure && (
          <Button kind="quiet" onClick={() => setSure(false)}>
            {t('sites.keep')}
          </Button>
        )}
        {!isLive && (
          <Button kind="primary" onClick={() => void act()}>
            {t('sites.restore')}
          </Button>
        )}
      </div>
    </section>
  );
}
