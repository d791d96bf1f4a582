import { useEffect, useState } from 'preact/hooks';
import type { BellhopError } from '../../../shared/errors.ts';
import { t } from '../../i18n/translate.ts';
import { isSetupOpen, setUp } from '../../store/account.ts';
import { navigate } from '../../store/route.ts';
import { Field } from '../../ui/field.tsx';
import { Link } from '../../ui/link.tsx';
import { AccountForm, EmailField, NewPasswordField } from './account-form.tsx';
import { AccountPage, FormNote } from './account-page.tsx';
import { emailError, onlyErrors, passwordError, useForm } from './use-form.ts';

export function SetUp({ token }: { token: string }) {
  const [isClosed, setClosed] = useState(false);
  useEffect(() => {
    // When it cannot be asked, the form's own request says why.
    isSetupOpen().then(
      (open) => setClosed(!open),
      () => undefined,
    );
  }, []);
  if (!isClosed) return <OwnerForm token={token} onClosed={() => setClosed(true)} />;
  return (
    <AccountPage title={t('setup.title')}>
      <FormNote kind="plain">{t('setup.closed')}</FormNote>
      <Link to={{ name: 'sign-in' }} class="button primary wide">
        {t('sign-in.submit')}
      </Link>
    </AccountPage>
  );
}

function OwnerForm({ token, onClosed }: { token: string; onClosed: () => void }) {
  const form = useForm({
    initial: { name: '', email: '', password: '' },
    check: ({ email, password }) =>
      onlyErrors({
        email: email.trim() ? emailError(email) : t('field.required'),
        password: passwordError(password),
      }),
    send: async ({ name, email, password }) => {
      await setUp({ token, name: name.trim(), email: email.trim(), password });
      navigate({ name: 'home' }, 'replace');
    },
    explain: (error) => {
      if (error.code === 'conflict') onClosed();
      return wrongLink(error);
    },
  });
  return (
    <AccountPage title={t('setup.title')} lead={t('setup.lead')}>
      <AccountForm form={form} submit={t('setup.submit')}>
        <Field
          {...form.bind('name')}
          label={t('setup.name')}
          autocomplete="name"
          hint={t('setup.name-hint')}
          focused
        />
        <EmailField {...form.bind('email')} />
        <NewPasswordField {...form.bind('password')} />
      </AccountForm>
    </AccountPage>
  );
}

function wrongLink({ code, field }: BellhopError): string | undefined {
  const about = field === undefined || field === 'token';
  const refused = ['forbidden', 'not_found', 'unauthenticated'].includes(code);
  return refused || (code === 'bad_request' && about) ? t('setup.invalid') : undefined;
}
