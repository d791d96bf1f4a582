import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../account-page.tsx';
import { useForm } from '../use-form.ts';
import { QrCode } from './qr-code.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

interface Begun {
  totpURI: string;
  backupCodes: string[];
}

/** Password, then the app's first code, then the recovery codes. */
export function SetUpFactor({ onDone }: { onDone: () => void }) {
  const [begun, setBegun] = useState<Begun>();
  const [isConfirmed, setConfirmed] = useState(false);
  if (!begun) {
    const begin = async (password: string) =>
      setBegun(await request<Begun>('POST', '/auth/two-factor/enable', { password }));
    return <PasswordForm submit={t('factor.begin')} onSend={begin} />;
  }
  if (isConfirmed) return <RecoveryCodes codes={begun.backupCodes} onKept={onDone} />;
  return <FirstCode uri={begun.totpURI} onConfirmed={() => setConfirmed(true)} />;
}

function FirstCode({ uri, onConfirmed }: { uri: string; onConfirmed: () => void }) {
  const form = useForm({
    initial: { code: '' },
    send: async ({ code }) => {
      await request('POST', '/auth/two-factor/verify-totp', { code: code.replace(/\s/g, '') });
      onConfirmed();
    },
    explain: ({ code }) =>
      code === 'unauthenticated' || code === 'bad_request' ? t('second-step.wrong') : undefined,
  });
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <div class="factor">
      <p>{t('factor.scan')}</p>
      <QrCode text={uri} />
      <a href={uri}>{t('factor.open')}</a>
      <p>
        {t('factor.secret')}
        <br />
        <code class="secret" dir="ltr">
          {secret.replace(/(.{4})/g, '$1 ').trim()}
        </code>
      </p>
      <form onSubmit={form.submit} noValidate>
        <FormNote kind="bad">{form.failure}</FormNote>
        <Field
          {...form.bind('code')}
          label={t('second-step.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          focused
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('factor.confirm')}
        </Button>
      </form>
    </div>
  );
}
