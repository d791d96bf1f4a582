import { useState } from 'preact/hooks';
import { DEFAULT_DELETION_DAYS } from '../../../../shared/workspaces/deletion-days.ts';
import type { WorkspaceDeletion } from '../../../../shared/protocol/workspaces.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { numberOrNull } from '../teams/team-draft.ts';
import { useAct } from '../use-act.ts';

interface Props {
  path: string;
  workspace: { name: string };
  onChanged: (now: WorkspaceDeletion) => void;
}

/** Asks for the workspace's name and for the days until it goes. */
export function DeleteForm({ path, workspace, onChanged }: Props) {
  const [name, setName] = useState('');
  const [days, setDays] = useState(String(DEFAULT_DELETION_DAYS));
  const { run, failure, busy } = useAct();
  const errorOf = (field: string) => (failure?.field === field ? failure.text : undefined);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    let answer: WorkspaceDeletion | undefined;
    const body = { name, delay_days: numberOrNull(days) };
    await run(async () => {
      answer = await request<WorkspaceDeletion>('POST', `${path}/deletion`, body);
    });
    if (answer) onChanged(answer);
  };
  return (
    <form class="card danger" aria-labelledby="delete" onSubmit={(event) => void send(event)} noValidate>
      <h3 id="delete">{t('workspace.delete')}</h3>
      <p>{t('workspace.delete-lead')}</p>
      <p>{t('workspace.delete-until')}</p>
      <FormNote kind="bad">{failure && failure.field === undefined && failure.text}</FormNote>
      <Field
        label={t('workspace.delete-days')}
        name="delay_days"
        inputmode="numeric"
        value={days}
        hint={t('workspace.delete-days-hint')}
        error={errorOf('delay_days')}
        onInput={setDays}
      />
      <Field
        label={t('workspace.delete-type', { name: workspace.name })}
        name="name"
        autocomplete="off"
        value={name}
        error={errorOf('name')}
        onInput={setName}
      />
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy} disabled={name.trim() === ''}>
          {t('workspace.delete-now')}
        </Button>
      </div>
    </form>
  );
}
