import { useEffect } from 'preact/hooks';
import { mayRole } from '../../../shared/authority/permissions.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { deletionOf, loadDeletion } from '../../store/deletion.ts';
import { Link } from '../../ui/link.tsx';
import type { Membership } from './inbox.tsx';

const ASK_AGAIN_MS = 300_000;

/** Tells admins and owners, wherever they are, that the workspace is to be deleted. */
export function DeletionLine({ membership: { workspace, member } }: { membership: Membership }) {
  const mayKnow = mayRole(member.role, 'settings.manage');
  useEffect(() => {
    if (!mayKnow) return;
    void loadDeletion(workspace.id);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void loadDeletion(workspace.id);
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [workspace.id, mayKnow]);
  const deletion = mayKnow ? deletionOf(workspace.id) : null;
  return (
    <div class="connection" role="status" data-shown={deletion !== null}>
      {deletion && (
        <>
          <span>{t('workspace.pending', { time: moment(deletion.delete_at) })}</span>
          <Link to={{ name: 'settings', workspace: workspace.id, page: 'workspace' }} class="link">
            {t('workspace.see')}
          </Link>
        </>
      )}
    </div>
  );
}
