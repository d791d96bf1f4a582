import type { Site } from '../../../../shared/protocol/sites.ts';
import { t } from '../../../i18n/translate.ts';
import { CodeBlock } from './code-block.tsx';
import { PinnedFile } from './pinned-file.tsx';
import { npmSnippet, policyLines, scriptTag } from './embed-snippets.ts';

/** What to put where, for who builds the site. */
export function EmbedHelp({ site }: { site: Site }) {
  return (
    <section class="panel-card" aria-labelledby="embed">
      <h3 id="embed">{t('sites.embed')}</h3>
      <p>{t('sites.embed-lead')}</p>
      <CodeBlock label={t('sites.script-tag')} text={scriptTag(site)} />
      {site.allowed_origins.length === 0 && <p class="field-error">{t('sites.no-origin-lead')}</p>}
      <details>
        <summary>{t('sites.developers')}</summary>
        <h4>{t('sites.npm')}</h4>
        <CodeBlock label={t('sites.npm')} text={npmSnippet(site)} />
        <h4>{t('sites.pinned')}</h4>
        <p>{t('sites.pinned-lead')}</p>
        <PinnedFile site={site} />
        <h4>{t('sites.policy')}</h4>
        <p>{t('sites.policy-lead')}</p>
        <CodeBlock label={t('sites.policy')} text={policyLines(site)} />
      </details>
    </section>
  );
}
