import type { WorkspaceDeletion } from '../../../../shared/protocol/workspaces.ts';
import { mayRole } from '../../../../shared/authority/permissions.ts';
import { t } from '../../../i18n/translate.ts';
import { setDeletion } from '../../../store/deletion.ts';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { Answered, useAnswer } from '../use-answer.tsx';
import { DeleteForm } from './delete-form.tsx';
import { PendingDeletion } from './pending-deletion.tsx';

/** Taking everything out of a workspace, and having it deleted. */
export default function WorkspacePage({ membership }: SettingsPageProps) {
  const { workspace, member } = membership;
  const path = `/workspaces/${encodeURIComponent(workspace.id)}`;
  const answer = useAnswer<WorkspaceDeletion>(`${path}/deletion`);
  const owns = mayRole(member.role, 'workspace.own');
  const changed = ({ deletion }: WorkspaceDeletion) => {
    setDeletion(workspace.id, deletion);
    answer.reload();
  };
  return (
    <>
      <PageHead title={t('settings.workspace')} lead={t('workspace.lead')} />
      {!owns && <p class="hint">{t('workspace.owner-only')}</p>}
      {owns && <Export href={`/api/v1${path}/export`} />}
      <Answered answer={answer}>
        {({ deletion }) => (
          <>
            {deletion && <PendingDeletion {...{ path, deletion, owns }} onChanged={changed} />}
            {!deletion && owns && <DeleteForm path={path} workspace={workspace} onChanged={changed} />}
          </>
        )}
      </Answered>
    </>
  );
}

const Export = ({ href }: { href: string }) => (
  <section class="card" aria-labelledby="export">
    <h3 id="export">{t('workspace.export')}</h3>
    <p>{t('workspace.export-lead')}</p>
    <div class="page-actions">
      <a class="button" href={href} download>
        {t('workspace.export')}
      </a>
    </div>
  </section>
);
