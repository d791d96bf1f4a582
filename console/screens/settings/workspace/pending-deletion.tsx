import type { WorkspaceDeletion } from '../../../../shared/protocol/workspaces.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { useAct } from '../use-act.ts';

interface Props {
  path: string;
  deletion: NonNullable<WorkspaceDeletion['deletion']>;
  owns: boolean;
  onChanged: (now: WorkspaceDeletion) => void;
}

/** When it will happen and who wants it; an owner calls it off. */
export function PendingDeletion({ path, deletion, owns, onChanged }: Props) {
  const act = useAct();
  const callOff = async () => {
    if (await act.run(() => request('DELETE', `${path}/deletion`))) onChanged({ deletion: null });
  };
  return (
    <section class="card danger" aria-labelledby="delete">
      <h3 id="delete">{t('workspace.pending', { time: moment(deletion.delete_at) })}</h3>
      <p>{t('workspace.pending-by', { name: deletion.requested_by, time: moment(deletion.requested_at) })}</p>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      {owns && (
        <div class="page-actions">
          <Button kind="primary" busy={act.busy} onClick={() => void callOff()}>
            {t('workspace.call-off')}
          </Button>
        </div>
      )}
    </section>
  );
}
