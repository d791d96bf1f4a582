import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { verifyCode, verifyRecoveryCode } from '../../store/account.ts';
import { Field } from '../../ui/field.tsx';
import { AccountForm } from './account-form.tsx';
import { AccountPage } from './account-page.tsx';
import { useForm } from './use-form.ts';

export function SecondStep({ onBack }: { onBack: () => void }) {
  const [isApp, setApp] = useState(true);
  return (
    <AccountPage
      title={t('second-step.title')}
      lead={t(isApp ? 'second-step.lead' : 'second-step.recovery-lead')}
      footer={
        <>
          <button type="button" class="link" onClick={() => setApp(!isApp)}>
            {t(isApp ? 'second-step.use-recovery' : 'second-step.use-app')}
          </button>
          <button type="button" class="link" onClick={onBack}>
            {t('second-step.back')}
          </button>
        </>
      }
    >
      <CodeForm key={String(isApp)} isApp={isApp} />
    </AccountPage>
  );
}

function CodeForm({ isApp }: { isApp: boolean }) {
  const form = useForm({
    initial: { code: '' },
    send: ({ code }) => (isApp ? verifyCode(code.replace(/\s/g, '')) : verifyRecoveryCode(code.trim())),
    explain: ({ code }) =>
      code === 'unauthenticated' || code === 'bad_request'
        ? t(isApp ? 'second-step.wrong' : 'second-step.recovery-wrong')
        : undefined,
  });
  const kind = isApp ? ({ inputmode: 'numeric', autocomplete: 'one-time-code' } as const) : {};
  return (
    <AccountForm form={form} submit={t('second-step.submit')}>
      <Field
        {...form.bind('code')}
        label={t(isApp ? 'second-step.code' : 'second-step.recovery')}
        autocomplete="off"
        {...kind}
        focused
      />
    </AccountForm>
  );
}
