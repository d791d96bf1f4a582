import { useId, useMemo, useState } from 'preact/hooks';
import type { QuickResponse } from '../../../../shared/protocol/quick-responses.ts';
import { t } from '../../../i18n/translate.ts';
import type { Library } from '../../../store/quick-library.ts';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import { foldersOf, IMPORT, mayChange, NEW } from './response-rules.ts';

const SHOWN = 100;
/** What the choice of a folder says for all of them; no folder has this name, for names are trimmed. */
const ALL = ' all';

interface Props {
  library: Library;
  workspace: string;
  mayShare: boolean;
}

export function ResponseList({ library, workspace, mayShare }: Props) {
  const { responses, index } = library;
  const [query, setQuery] = useState('');
  const [folder, setFolder] = useState(ALL);
  const [shown, setShown] = useState(SHOWN);
  const found = useMemo(
    () => index.find(query).filter((one) => folder === ALL || one.folder === folder),
    [index, query, folder],
  );
  const at = (id: string) => ({ name: 'settings', workspace, page: 'quick-responses', id }) as const;
  const make = (
    <Link to={at(NEW)} class="button primary">
      {t('quick.new')}
    </Link>
  );
  const actions = (
    <>
      <Link to={at(IMPORT)} class="button">
        {t('quick.import')}
      </Link>
      {responses.length > 0 && (
        <a class="button" href={`/api/v1/workspaces/${workspace}/quick-responses/export`} download>
          {t('quick.export')}
        </a>
      )}
      {responses.length > 0 && make}
    </>
  );
  return (
    <>
      <PageHead title={t('settings.quick-responses')} lead={t('quick.lead')} actions={actions} />
      {responses.length === 0 ? (
        <Notice icon="bolt" title={t('quick.empty')} action={make}>
          {t('quick.empty-lead')}
        </Notice>
      ) : (
        <Search
          {...{ query, folder }}
          folders={foldersOf(responses)}
          onQuery={setQuery}
          onFolder={setFolder}
        />
      )}
      <p class="under" role="status">
        {responses.length > 0 &&
          (found.length > 0 ? t('quick.count', { count: found.length }) : t('quick.none-found', { query }))}
      </p>
      <ul class="rows quick-rows" aria-label={t('settings.quick-responses')}>
        {found.slice(0, shown).map((response) => (
          <Row key={response.id} response={response} to={mayChange(response, mayShare) && at(response.id)} />
        ))}
      </ul>
      {found.length > shown && <Button onClick={() => setShown(shown + SHOWN)}>{t('quick.more')}</Button>}
    </>
  );
}

interface SearchProps {
  query: string;
  folder: string;
  folders: readonly string[];
  onQuery: (query: string) => void;
  onFolder: (folder: string) => void;
}

function Search({ query, folder, folders, onQuery, onFolder }: SearchProps) {
  const id = useId();
  return (
    <div class="filters quick-filters">
      <div class="filter">
        <label for={`${id}-q`}>{t('quick.search')}</label>
        <input
          id={`${id}-q`}
          type="search"
          class="settings-search"
          value={query}
          spellcheck={false}
          onInput={(event) => onQuery(event.currentTarget.value)}
        />
      </div>
      {folders.length > 0 && (
        <div class="filter">
          <label for={`${id}-f`}>{t('quick.folder')}</label>
          <select id={`${id}-f`} value={folder} onChange={(event) => onFolder(event.currentTarget.value)}>
            <option value={ALL}>{t('quick.folder-all')}</option>
            <option value="">{t('quick.folder-none')}</option>
            {folders.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

const whoseIs = ({ scope, team }: QuickResponse): string => {
  if (scope === 'personal') return t('quick.scope.personal');
  return team ? t('quick.scope.team', { name: team.name }) : t('quick.scope.workspace');
};

function Row({ response, to }: { response: QuickResponse; to: Parameters<typeof Link>[0]['to'] | false }) {
  const { title, shortcut, folder, text, uses } = response;
  return (
    <li>
      <span>
        {to ? <Link to={to}>{title}</Link> : <b>{title}</b>} <kbd dir="ltr">/{shortcut}</kbd>
        <small class="under quick-text">
          <bdi>{text}</bdi>
        </small>
      </span>
      <small class="under quick-facts">
        {[whoseIs(response), folder].filter(Boolean).join(' · ')}
        {uses > 0 && <span>{t('quick.uses', { count: uses })}</span>}
      </small>
    </li>
  );
}
