import { useRef, useState } from 'preact/hooks';
import type { Invited } from '../../../../shared/protocol/members.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';

/** What became of an invitation: mailed, or a link to hand over. The link is shown this once. */
export function InviteLink({ invited }: { invited: Invited }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const { email } = invited.invitation;
  if (invited.link === undefined) {
    return (
      <p class="form-note good" role="status">
        <Icon name="check" size={18} />
        {t('invite.mailed', { email })}
      </p>
    );
  }
  const copy = async () => {
    field.current?.select();
    await navigator.clipboard?.writeText(invited.link ?? '').then(
      () => setCopied(true),
      // Without the right to the clipboard the text is selected, ready for the keyboard.
      () => undefined,
    );
  };
  return (
    <div class="invite-link" role="status">
      <p>{t('invite.link', { email })}</p>
      <div class="field-box">
        <input ref={field} readOnly value={invited.link} aria-label={t('invite.link-label', { email })} />
        <Button onClick={() => void copy()}>
          <Icon name={copied ? 'check' : 'copy'} size={16} />
          {t(copied ? 'invite.copied' : 'invite.copy')}
        </Button>
      </div>
    </div>
  );
}
