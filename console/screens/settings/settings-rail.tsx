import { useId, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { GROUPS, type SettingsPage } from './pages.ts';
import { searchPages } from './search-pages.ts';
import { unsavedPages } from './unsaved.ts';

interface Props {
  workspace: string;
  pages: readonly SettingsPage[];
  current: SettingsPage | undefined;
}

export function SettingsRail({ workspace, pages, current }: Props) {
  const [query, setQuery] = useState('');
  const found = searchPages(pages, query);
  const id = useId();
  return (
    <div class="settings-rail">
      <h1>
        <Link to={{ name: 'inbox', workspace, view: 'mine' }} class="icon-button">
          <Icon name="back" />
          <span class="hidden">{t('error.to-inbox')}</span>
        </Link>
        {t('settings.title')}
      </h1>
      <label class="hidden" for={id}>
        {t('settings.search')}
      </label>
      <input
        id={id}
        type="search"
        class="settings-search"
        placeholder={t('settings.search')}
        value={query}
        spellcheck={false}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setQuery('')}
      />
      <nav aria-label={t('settings.pages')}>
        {GROUPS.map((group) => {
          const inGroup = found.filter(({ page }) => page.group === group);
          if (inGroup.length === 0) return null;
          return (
            <section key={group} aria-labelledby={`${id}-${group}`}>
              <h2 id={`${id}-${group}`}>{t(`settings.group.${group}`)}</h2>
              {inGroup.map(({ page, names }) => (
                <PageLink key={page.path} {...{ workspace, page, names }} current={page === current} />
              ))}
            </section>
          );
        })}
      </nav>
      <p class="settings-none" role="status">
        {found.length === 0 && t('settings.no-match', { query })}
      </p>
    </div>
  );
}

interface PageLinkProps {
  workspace: string;
  page: SettingsPage;
  names: readonly string[];
  current: boolean;
}

function PageLink({ workspace, page, names, current }: PageLinkProps) {
  return (
    <Link to={{ name: 'settings', workspace, page: page.path }} class="view" current={current}>
      <span>
        {t(page.title)}
        {names.map((name) => (
          <small key={name}>{name}</small>
        ))}
      </span>
      {unsavedPages.value.has(page.path) && (
        <span class="unsaved-dot" title={t('settings.unsaved')}>
          <span class="hidden">{t('settings.unsaved')}</span>
        </span>
      )}
    </Link>
  );
}
