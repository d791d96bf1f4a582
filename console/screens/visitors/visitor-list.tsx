import { useEffect, useId, useState } from 'preact/hooks';
import type { VisitorPage, VisitorSummary } from '../../../shared/protocol/visitors.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../settings/page-head.tsx';
import { Answered } from '../settings/use-answer.tsx';
import { usePages } from './use-pages.ts';
import { NO_FILTERS, queryOf, type Filters } from './visitor-filters.ts';
import { nameOf } from './visitor-name.ts';

const TYPING_PAUSE_MS = 250;
const rowsOf = (page: VisitorPage): VisitorSummary[] => page.visitors;

export function VisitorList({ workspace }: { workspace: string }) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const query = useSettled(queryOf(filters));
  const pages = usePages<VisitorSummary, VisitorPage>(
    `/workspaces/${encodeURIComponent(workspace)}/visitors${query}`,
    rowsOf,
  );
  return (
    <>
      <PageHead title={t('visitors.title')} />
      <FilterForm filters={filters} seen={pages.value ?? []} onChange={setFilters} />
      <Answered answer={pages}>
        {(visitors) =>
          visitors.length === 0 ? (
            <Notice icon="people" title={t(query === '' ? 'visitors.empty' : 'visitors.no-match')} />
          ) : (
            <VisitorTable visitors={visitors} workspace={workspace} />
          )
        }
      </Answered>
      {pages.more && (
        <Button busy={pages.busy} onClick={pages.more}>
          {t('list.more')}
        </Button>
      )}
      {pages.failed && <p role="alert">{pages.failed}</p>}
    </>
  );
}

/** What was typed, once the typing pauses. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface FormProps {
  filters: Filters;
  seen: readonly VisitorSummary[];
  onChange: (filters: Filters) => void;
}

function FilterForm({ filters, seen, onChange }: FormProps) {
  const id = useId();
  const sites = useSites(seen);
  const set = (name: keyof Filters) => (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
    onChange({ ...filters, [name]: event.currentTarget.value });
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="filter">
        <label for={`${id}-q`}>{t('visitors.search')}</label>
        <input id={`${id}-q`} type="search" maxLength={100} value={filters.q} onInput={set('q')} />
      </div>
      <div class="filter">
        <label for={`${id}-site`}>{t('visitors.site')}</label>
        <select id={`${id}-site`} value={filters.site} onChange={set('site')}>
          <option value="">{t('visitors.any-site')}</option>
          {[...sites].map(([site, name]) => (
            <option key={site} value={site}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="filter">
        <label for={`${id}-show`}>{t('visitors.show')}</label>
        <select id={`${id}-show`} value={filters.show} onChange={set('show')}>
          {(['all', 'open', 'blocked'] as const).map((show) => (
            <option key={show} value={show}>
              {t(`visitors.show.${show}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="filter">
        <label for={`${id}-from`}>{t('visitors.seen-from')}</label>
        <input id={`${id}-from`} type="date" max={filters.to} value={filters.from} onInput={set('from')} />
      </div>
      <div class="filter">
        <label for={`${id}-to`}>{t('visitors.seen-to')}</label>
        <input id={`${id}-to`} type="date" min={filters.from} value={filters.to} onInput={set('to')} />
      </div>
    </form>
  );
}

/** The sites come with the visitors: an agent may not read the list of sites. */
function useSites(seen: readonly VisitorSummary[]): ReadonlyMap<string, string> {
  const [sites, setSites] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (seen.length > 0)
      setSites((before) => new Map([...before, ...seen.map(({ site }) => [site.id, site.name] as const)]));
  }, [seen]);
  return sites;
}

const COLUMNS = ['name', 'email', 'site', 'conversations', 'last-seen'] as const;

const VisitorTable = ({
  visitors,
  workspace,
}: {
  visitors: readonly VisitorSummary[];
  workspace: string;
}) => (
  <div class="table-frame" role="region" aria-label={t('visitors.title')} tabIndex={0}>
    <table class="table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`visitors.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visitors.map((visitor) => (
          <tr key={visitor.id}>
            <td>
              <span class="person">
                <Avatar name={visitor.name} id={visitor.id} size="small" />
                <Link to={{ name: 'visitors', workspace, id: visitor.id }}>
                  <bdi>{nameOf(visitor)}</bdi>
                </Link>
                {visitor.blocked_at && <span class="under">{t('visitors.blocked')}</span>}
              </span>
            </td>
            <td>
              <bdi>{visitor.email ?? ''}</bdi>
            </td>
            <td>
              <bdi>{visitor.site.name}</bdi>
            </td>
            <td>{visitor.conversations}</td>
            <td>
              <time dateTime={visitor.last_seen_at}>{moment(visitor.last_seen_at)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
