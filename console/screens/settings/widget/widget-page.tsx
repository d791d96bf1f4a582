import { useState } from 'preact/hooks';
import type { SiteList, SiteWidget } from '../../../../shared/protocol/sites.ts';
import type { FromPreview, PreviewReady } from '../../../../shared/widget-settings/preview-messages.ts';
import { WIDGET_LANGUAGES, type WidgetLanguage } from '../../../../shared/widget-settings/text-keys.ts';
import { languageTag, t } from '../../../i18n/translate.ts';
import { navigate } from '../../../store/route.ts';
import { Notice } from '../../../ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { LoadingOrFailed } from '../sites/loading-or-failed.tsx';
import { useLoad } from '../sites/use-load.ts';
import { PublishBar } from './publish-bar.tsx';
import { useWidget } from './use-widget.ts';
import { WidgetForm } from './widget-form.tsx';
import { WidgetHistory } from './widget-history.tsx';
import { WidgetPreview } from './widget-preview.tsx';

type Shown = Extract<FromPreview, { type: 'bellhop-preview:shown' }>;

export default function WidgetPage({ membership, id }: SettingsPageProps) {
  const workspace = membership.workspace.id;
  const base = `/workspaces/${encodeURIComponent(workspace)}/sites`;
  const list = useLoad<SiteList>(base);
  if (list.state !== 'ready') return <LoadingOrFailed state={list} />;
  const sites = list.value.sites.filter(({ archived_at }) => archived_at === null);
  const site = id === undefined ? sites[0] : sites.find((one) => one.id === id);
  const choose = (chosen: string) => navigate({ name: 'settings', workspace, page: 'widget', id: chosen });
  const choice = sites.length > 1 && (
    <label class="site-choice">
      {t('widget.site')}
      <select value={site?.id ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        {!site && <option value="" />}
        {sites.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div class="widget-page">
      <PageHead title={t('settings.widget')} lead={t('widget.lead')} actions={choice} />
      {site ? (
        <Loaded key={site.id} path={`${base}/${site.id}/widget`} siteId={site.id} />
      ) : (
        <Notice icon="flag" title={t('sites.none')}>
          {t('sites.none-lead')}
        </Notice>
      )}
    </div>
  );
}

function Loaded({ path, siteId }: { path: string; siteId: string }) {
  const loaded = useLoad<SiteWidget>(path);
  if (loaded.state !== 'ready') return <LoadingOrFailed state={loaded} />;
  return <Editor path={path} siteId={siteId} initial={loaded.value} />;
}

/** What the console speaks, where the widget speaks it too. */
const spokenHere = (): WidgetLanguage => WIDGET_LANGUAGES.find((tag) => tag === languageTag()) ?? 'en';

function Editor({ path, siteId, initial }: { path: string; siteId: string; initial: SiteWidget }) {
  const draft = useWidget(path, siteId, initial);
  const [words, setWords] = useState<PreviewReady['texts'] | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [language, setLanguage] = useState(spokenHere);
  const [greeting, setGreeting] = useState<{ text: string } | null>(null);
  const publish = (event: Event): void => {
    event.preventDefault();
    void draft.publish();
  };
  return (
    <>
      <div class="widget-editor">
        <form aria-label={t('settings.widget')} onSubmit={publish} noValidate>
          <WidgetForm
            draft={draft}
            words={words}
            shown={shown}
            language={language}
            onLanguage={setLanguage}
            teamsPath={path.replace(/\/sites\/.*$/, '/teams')}
            onGreeting={(text) => setGreeting({ text })}
          />
          <PublishBar draft={draft} />
        </form>
        <WidgetPreview
          settings={draft.typed}
          language={language}
          greeting={greeting}
          onReady={setWords}
          onShown={setShown}
        />
      </div>
      <WidgetHistory key={`${draft.word}${draft.busy}`} path={path} onRevert={draft.revert} />
    </>
  );
}
