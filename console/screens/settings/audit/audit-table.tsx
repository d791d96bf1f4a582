import type { AuditEntry } from '../../../../shared/audit/audit-entry.ts';
import { fullMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { actionName } from './action-name.ts';

export const AuditTable = ({ entries }: { entries: readonly AuditEntry[] }) => (
  <div class="table-frame" role="region" aria-label={t('settings.audit')} tabIndex={0}>
    <table class="table audit">
      <thead>
        <tr>
          {(['when', 'who', 'what', 'target'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`audit.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              <time dateTime={entry.at}>{fullMoment(entry.at)}</time>
            </td>
            <td>{actorName(entry)}</td>
            <td>{actionName(entry.action)}</td>
            <td>
              {entry.target.label}
              <Details details={entry.details} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const actorName = ({ actor }: AuditEntry): string =>
  actor.kind === 'operator' ? t('audit.operator') : actor.kind === 'system' ? t('app.name') : actor.name;

function Details({ details }: Pick<AuditEntry, 'details'>) {
  if (Object.keys(details).length === 0) return null;
  return (
    <details>
      <summary>{t('audit.details')}</summary>
      <pre dir="ltr">{JSON.stringify(details, null, 2)}</pre>
    </details>
  );
}
