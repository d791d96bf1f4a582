import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { resetPassword } from '../../store/account.ts';
import { navigate } from '../../store/route.ts';
import { Link } from '../../ui/link.tsx';
import { AccountForm, NewPasswordField } from './account-form.tsx';
import { AccountPage, FormNote } from './account-page.tsx';
import { onlyErrors, passwordError, useForm } from './use-form.ts';

export function ResetPassword({ token }: { token: string }) {
  const [isSpent, setSpent] = useState(token === '');
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => onlyErrors({ password: passwordError(password) }),
    send: async ({ password }) => {
      await resetPassword(token, password);
      navigate({ name: 'sign-in' }, 'replace');
    },
    explain: ({ code, field }) => {
      const refused = ['unauthenticated', 'not_found', 'forbidden'].includes(code);
      if (!refused && field !== 'token') return undefined;
      setSpent(true);
      return t('reset.invalid');
    },
  });
  return (
    <AccountPage title={t('reset.title')} footer={<Link to={{ name: 'sign-in' }}>{t('forgot.back')}</Link>}>
      {isSpent ? (
        <>
          <FormNote kind="bad">{t('reset.invalid')}</FormNote>
          <Link to={{ name: 'forgot' }} class="button primary wide">
            {t('reset.again')}
          </Link>
        </>
      ) : (
        <AccountForm form={form} submit={t('reset.submit')}>
          <NewPasswordField {...form.bind('password')} label={t('reset.password')} focused />
        </AccountForm>
      )}
    </AccountPage>
  );
}
