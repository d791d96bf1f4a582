import { t } from '../../../i18n/translate.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/late.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { AuditFiltersForm } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { queryOf, useAudit } from './use-audit.ts';

/** Who changed what in the workspace, newest first. */
export default function AuditPage({ membership }: SettingsPageProps) {
  const workspace = membership.workspace.id;
  const { filters, setFilters, choices, list, more, again } = useAudit(workspace);
  const exported = (format: 'csv' | 'json') =>
    `/api/v1/workspaces/${encodeURIComponent(workspace)}/audit/export${queryOf(filters, { format })}`;
  return (
    <>
      <PageHead
        title={t('settings.audit')}
        lead={t('audit.lead')}
        actions={(['csv', 'json'] as const).map((format) => (
          <a key={format} class="button" href={exported(format)} download>
            {t(`audit.export-${format}`)}
          </a>
        ))}
      />
      <AuditFiltersForm filters={filters} choices={choices} onChange={setFilters} />
      {list.state === 'loading' && <Skeleton rows={6} kind="conversations" />}
      {list.state === 'failed' && (
        <Notice
          icon="cloud"
          alert
          title={t('settings.failed')}
          action={
            <Button kind="primary" onClick={again}>
              {t('error.try-again')}
            </Button>
          }
        >
          {explainError(list.error)}
        </Notice>
      )}
      {list.state === 'ready' && list.entries.length === 0 && (
        <Notice icon="flag" title={t(queryOf(filters) === '' ? 'audit.empty' : 'audit.no-match')} />
      )}
      {list.state === 'ready' && list.entries.length > 0 && <AuditTable entries={list.entries} />}
      {list.state === 'ready' && list.next && (
        <Button busy={list.busy} onClick={more}>
          {t('list.more')}
        </Button>
      )}
      {list.state === 'ready' && list.failed && <p role="alert">{list.failed}</p>}
    </>
  );
}
