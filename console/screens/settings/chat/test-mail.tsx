import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import type { SettingsDraft } from './settings-draft.ts';

type Outcome = { kind: 'sent' } | { kind: 'failed'; why: string } | null;

/** Tries the sender as it is typed, saved or not. */
export function TestMail({
  workspace,
  email,
  draft,
}: {
  workspace: string;
  email: string;
  draft: SettingsDraft;
}) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const send = async () => {
    setBusy(true);
    setOutcome(null);
    try {
      await request('POST', `/workspaces/${encodeURIComponent(workspace)}/settings/test-mail`, {
        sender_name: draft.valueOf('mail.sender_name'),
        sender_address: draft.valueOf('mail.sender_address'),
      });
      setOutcome({ kind: 'sent' });
    } catch (error) {
      setOutcome({ kind: 'failed', why: explainError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="test-mail">
      <Button busy={busy} onClick={() => void send()}>
        {t('settings.test-mail')}
      </Button>
      <p role="status">
        {outcome?.kind === 'sent' && t('settings.test-mail-sent', { email })}
        {outcome?.kind === 'failed' && <span class="bad">{outcome.why}</span>}
        {outcome === null && t('settings.test-mail-to', { email })}
      </p>
    </div>
  );
}
