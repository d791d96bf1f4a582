import { useEffect, useState } from 'preact/hooks';
import type { BellhopError } from '../../../shared/errors.ts';
import { t } from '../../i18n/translate.ts';
import { account, isSetupOpen, signIn } from '../../store/account.ts';
import { Field } from '../../ui/field.tsx';
import { Link } from '../../ui/link.tsx';
import { AccountForm, EmailField } from './account-form.tsx';
import { AccountPage, FormNote } from './account-page.tsx';
import { ProviderButton } from './provider-button.tsx';
import { SecondStep } from './second-step.tsx';
import { emailError, onlyErrors, useForm } from './use-form.ts';

export function SignIn() {
  const [step, setStep] = useState<'password' | 'second'>('password');
  if (step === 'second') return <SecondStep onBack={() => setStep('password')} />;
  return <PasswordStep onSecond={() => setStep('second')} />;
}

function PasswordStep({ onSecond }: { onSecond: () => void }) {
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email }) => onlyErrors({ email: email.trim() ? emailError(email) : t('field.required') }),
    send: async ({ email, password }) => {
      if ((await signIn(email.trim(), password)) === 'second-step') onSecond();
    },
    explain: wrongPassword,
  });
  return (
    <AccountPage
      title={t('sign-in.title')}
      lead={t('sign-in.lead')}
      footer={<Link to={{ name: 'forgot' }}>{t('sign-in.forgot')}</Link>}
    >
      <WhyHere />
      <AccountForm form={form} submit={t('sign-in.submit')}>
        <EmailField {...form.bind('email')} focused />
        <Field
          {...form.bind('password')}
          label={t('sign-in.password')}
          type="password"
          autocomplete="current-password"
        />
      </AccountForm>
      <ProviderButton />
    </AccountPage>
  );
}

function wrongPassword(error: BellhopError): string | undefined {
  const refused = error.code === 'unauthenticated' || error.code === 'bad_request';
  return refused ? t('sign-in.wrong') : undefined;
}

/** Why somebody who did not ask for it finds this screen. */
function WhyHere() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    isSetupOpen().then(setOpen, () => setOpen(false));
  }, []);
  if (isOpen) return <FormNote kind="plain">{t('sign-in.no-owner')}</FormNote>;
  const { value } = account;
  const why = value.state === 'signed-out' ? value.why : undefined;
  if (why === 'ended') return <FormNote kind="plain">{t('sign-in.ended')}</FormNote>;
  return why === 'reset' ? <FormNote kind="good">{t('sign-in.reset-done')}</FormNote> : null;
}
