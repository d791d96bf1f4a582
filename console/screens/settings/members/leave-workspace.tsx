import { t } from '../../../i18n/translate.ts';
import { loadAccount } from '../../../store/account.ts';
import { request } from '../../../store/api.ts';
import { navigate } from '../../../store/route.ts';
import { FormNote } from '../../account/account-page.tsx';
import { useAct } from '../use-act.ts';
import { ConfirmButton } from './confirm-button.tsx';

export function LeaveWorkspace({ workspace }: { workspace: { id: string; name: string } }) {
  const act = useAct();
  const leave = async () => {
    const left = await act.run(() => request('POST', `/workspaces/${workspace.id}/leave`));
    if (!left) return;
    navigate({ name: 'home' }, 'replace');
    await loadAccount();
  };
  return (
    <section class="card leave" aria-labelledby="leave-title">
      <h3 id="leave-title">{t('members.leave')}</h3>
      <p>{t('members.leave-sure', { name: workspace.name })}</p>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <ConfirmButton
        label={t('members.leave')}
        question={t('members.leave-sure', { name: workspace.name })}
        danger
        busy={act.busy}
        onConfirm={() => void leave()}
      />
    </section>
  );
}
