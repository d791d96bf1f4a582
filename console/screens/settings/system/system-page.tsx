import { t } from '../../../i18n/translate.ts';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { JobsTable } from './jobs-table.tsx';
import { RetentionTrial } from './retention-trial.tsx';

/** How the server is doing by itself. */
export default function SystemPage({ membership: { workspace } }: SettingsPageProps) {
  return (
    <>
      <PageHead title={t('settings.system')} lead={t('system.lead')} />
      <JobsTable workspace={workspace.id} />
      <RetentionTrial workspace={workspace.id} />
    </>
  );
}
