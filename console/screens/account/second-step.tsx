import { t } from '../../i18n/translate.ts';
import { verifyCode } from '../../store/account.ts';
import { Field } from '../../ui/field.tsx';
import { AccountForm } from './account-form.tsx';
import { AccountPage } from './account-page.tsx';
import { useForm } from './use-form.ts';

export function SecondStep({ onBack }: { onBack: () => void }) {
  const form = useForm({
    initial: { code: '' },
    send: ({ code }) => verifyCode(code.replace(/\s/g, '')),
    explain: ({ code }) =>
      code === 'unauthenticated' || code === 'bad_request' ? t('second-step.wrong') : undefined,
  });
  return (
    <AccountPage
      title={t('second-step.title')}
      lead={t('second-step.lead')}
      footer={
        <button type="button" class="link" onClick={onBack}>
          {t('second-step.back')}
        </button>
      }
    >
      <AccountForm form={form} submit={t('second-step.submit')}>
        <Field
          {...form.bind('code')}
          label={t('second-step.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          focused
        />
      </AccountForm>
    </AccountPage>
  );
}
