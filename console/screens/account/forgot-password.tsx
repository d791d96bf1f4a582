import { useState } from 'preact/hooks';
import type { BellhopError } from '../../../shared/errors.ts';
import { rich, t } from '../../i18n/translate.ts';
import { askForReset } from '../../store/account.ts';
import { Link } from '../../ui/link.tsx';
import { AccountForm, EmailField } from './account-form.tsx';
import { AccountPage, FormNote } from './account-page.tsx';
import { emailError, onlyErrors, useForm } from './use-form.ts';

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string>();
  return (
    <AccountPage
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      footer={<Link to={{ name: 'sign-in' }}>{t('forgot.back')}</Link>}
    >
      {sentTo === undefined ? (
        <ForgotForm onSent={setSentTo} />
      ) : (
        <FormNote kind="good">{t('forgot.sent', { email: sentTo })}</FormNote>
      )}
    </AccountPage>
  );
}

function ForgotForm({ onSent }: { onSent: (email: string) => void }) {
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => onlyErrors({ email: email.trim() ? emailError(email) : t('field.required') }),
    send: async ({ email }) => {
      await askForReset(email.trim());
      onSent(email.trim());
    },
    explain: (error) => (hasNoMail(error) ? <NoMail /> : undefined),
  });
  return (
    <AccountForm form={form} submit={t('forgot.submit')}>
      <EmailField {...form.bind('email')} focused />
    </AccountForm>
  );
}

/** A server that answers is reachable: its own "unavailable" means that it cannot send e-mail. */
const hasNoMail = (error: BellhopError): boolean =>
  error.code === 'unavailable' && !(error.cause instanceof TypeError);

const COMMAND = 'npm run reset-password -- you@example.org';

function NoMail() {
  return <>{rich('forgot.no-mail', { command: <code dir="ltr">{COMMAND}</code> })}</>;
}
