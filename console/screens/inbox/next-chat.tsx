import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { DryRunOf } from './dry-run.tsx';

/** "Who would get the next chat?" of a team. */
export function NextChat({ workspace, team }: { workspace: string; team: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="next-chat">
      <Button onClick={() => setOpen(!isOpen)}>{t('dry.team')}</Button>
      {isOpen && <DryRunOf path={`/workspaces/${workspace}/teams/${encodeURIComponent(team)}/routing`} />}
    </div>
  );
}
